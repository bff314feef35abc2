import { spawn } from "node:child_process";
import type { Cluster } from "../cluster/cluster";
import { succeed } from "../node/succeed";
import { until } from "../progress";
import type { Check } from "../suite";
import { NAMESPACE, PORT, seenFrom } from "./probe";

const TARGET = "deployment/web";

/** What kubectl does with a pod goes through the API server to the kubelet, and what is deleted ends. */
export function kubeletChecks(): Check[] {
  return [
    { title: "kubectl exec runs a program in a pod, and reports that it failed", run: executes },
    { title: "kubectl port-forward reaches a pod, and kubectl logs shows what it printed", run: forwards },
    { title: "a Namespace with running pods is deleted to the end", run: deletes },
  ];
}

async function executes(cluster: Cluster): Promise<string> {
  const name = await seenFrom(cluster, TARGET, "get", `http://127.0.0.1:${PORT}/exec`);
  const failure = await seenFrom(cluster, TARGET, "dial", "127.0.0.1:1").catch((error: unknown) => String(error));
  if (!failure.includes("connection refused")) throw new Error(`a failing program: ${failure}`);
  return name;
}

async function forwards({ kubectl }: Cluster): Promise<string> {
  const common = [`--kubeconfig=${kubectl.kubeconfig}`, "-n", NAMESPACE];
  const child = spawn(kubectl.program, [...common, "port-forward", TARGET, `:${PORT}`]);
  try {
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    let address: string | undefined;
    await until("kubectl forwards", 20, () => {
      address = /Forwarding from (127\.0\.0\.1:\d+)/.exec(printed)?.[1];
      return Promise.resolve(address !== undefined);
    });
    const path = "/through-the-kubelet";
    const name = await (await fetch(`http://${address ?? ""}${path}`)).text();
    const logs = await succeed(kubectl.program, [...common, "logs", `pod/${name.trim()}`]);
    if (!logs.includes(`GET ${path}`)) throw new Error(`the log does not have it: ${logs}`);
    return name;
  } finally {
    child.kill();
  }
}

async function deletes({ api }: Cluster): Promise<string> {
  const path = `/api/v1/namespaces/${NAMESPACE}`;
  const { items } = await api.get<{ items: unknown[] }>(`${path}/pods`);
  await api.call("DELETE", path);
  await until("the Namespace is gone", 60, async () => (await api.call("GET", path)).code === 404);
  return `with ${items.length} pods`;
}
