import type { Manifest } from "../../../lib/internal/emit";
import { messageOf } from "../cluster/api";
import type { Cluster } from "../cluster/cluster";
import { programPaths } from "../images/programs";
import { succeed } from "../node/succeed";
import { until } from "../progress";
import type { Check } from "../suite";
import { ownNode } from "./own-node";
import { NAMESPACE, PORT, probeSpec, seenFrom } from "./probe";

const WEB = "web";
const REPLICAS = 2;

interface Pod {
  readonly metadata: { readonly name: string };
  readonly status: {
    readonly podIP: string;
    readonly containerStatuses?: readonly { readonly restartCount: number }[];
  };
}

/** That pods run and find each other. */
export function podChecks(): Check[] {
  return [
    { title: "a Deployment with the registry's image becomes Available", run: becomesAvailable },
    { title: "a pod reaches a Service by its names and its address, and every pod behind it", run: reachesService },
    { title: "a pod reaches itself through its Service", run: reachesItself },
    { title: "a pod reaches the API server by its name, and trusts its certificate", run: reachesApiServer },
    { title: "this machine and the node itself reach the Service and each pod", run: isReachedFromOutside },
    { title: "nothing beyond this machine is reached or known", run: reachesNothingElse },
    { title: "the kubelet measures each pod", run: isMeasured },
  ];
}

async function becomesAvailable(cluster: Cluster): Promise<string> {
  const labels = { app: WEB };
  const metadata = { name: WEB, namespace: NAMESPACE };
  const template = { metadata: { labels }, spec: await probeSpec(cluster.own?.directory ?? "") };
  const deployment = { replicas: REPLICAS, selector: { matchLabels: labels }, template };
  const objects: (Manifest & Record<string, unknown>)[] = [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } },
    { apiVersion: "apps/v1", kind: "Deployment", metadata, spec: deployment },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { selector: labels, ports: [{ port: 80, targetPort: PORT }] },
    },
  ];
  for (const object of objects) {
    const reply = await cluster.api.apply(object);
    if (reply.code !== 201) throw new Error(`${object.kind}: ${messageOf(reply)}`);
  }
  const { program, kubeconfig } = cluster.kubectl;
  const rollout = ["rollout", "status", `deployment/${WEB}`, "-n", NAMESPACE, "--timeout=60s"];
  const status = await succeed(program, [`--kubeconfig=${kubeconfig}`, ...rollout]);
  const restarts = (await pods(cluster)).flatMap(({ status }) => status.containerStatuses ?? []);
  if (restarts.some(({ restartCount }) => restartCount > 0)) throw new Error("a container restarted");
  return status.trim().split("\n").at(-1) ?? "";
}

async function reachesService(cluster: Cluster): Promise<string> {
  const [client = ""] = await names(cluster);
  const address = await serviceAddress(cluster);
  const seen = await seenFrom(cluster, client, "lookup", WEB);
  if (seen !== address) throw new Error(`${WEB} resolves to ${seen}, its address is ${address}`);
  for (const host of [WEB, `${WEB}.${NAMESPACE}`, `${WEB}.${NAMESPACE}.svc.cluster.local`])
    await seenFrom(cluster, client, "get", `http://${host}/`);
  const answered = new Set<string>();
  await until("each pod answered", 20, async () => {
    answered.add(await seenFrom(cluster, client, "get", `http://${address}/`));
    return answered.size === REPLICAS;
  });
  return `${address}: ${[...answered].join(", ")}`;
}

async function reachesItself(cluster: Cluster): Promise<string> {
  const [name = ""] = await names(cluster);
  await until("it answered itself", 20, async () => (await seenFrom(cluster, name, "get", `http://${WEB}/`)) === name);
  return name;
}

async function reachesApiServer(cluster: Cluster): Promise<string> {
  const [client = ""] = await names(cluster);
  const answer = await seenFrom(cluster, client, "get", "https://kubernetes.default.svc/version");
  return (JSON.parse(answer) as { gitVersion: string }).gitVersion;
}

/** The API server reaches webhooks as the node does. */
async function isReachedFromOutside(cluster: Cluster): Promise<string> {
  const { probe } = await programPaths(["probe"]);
  const addresses = (await pods(cluster)).map(({ status }) => `${status.podIP}:${PORT}`);
  const targets = [await serviceAddress(cluster), ...addresses];
  for (const target of targets) {
    const response = await fetch(`http://${target}/`, { signal: AbortSignal.timeout(5000) });
    if (!response.ok) throw new Error(`${target}: HTTP ${response.status}`);
    const { code, stderr } = await ownNode(cluster).call(probe.path, ["get", `http://${target}/`]);
    if (code !== 0) throw new Error(`${target}, from the node: ${stderr}`);
  }
  return targets.join(", ");
}

async function reachesNothingElse(cluster: Cluster): Promise<string> {
  const [client = ""] = await names(cluster);
  const questions = [
    ["dial", "198.51.100.1:443"],
    ["lookup", "example.com"],
  ] as const;
  const refusals: string[] = [];
  for (const question of questions) {
    const answer = await seenFrom(cluster, client, ...question).catch((error: unknown) => String(error));
    const refusal = /network is unreachable|no route to host|no such host/.exec(answer);
    if (!refusal) throw new Error(`${question.join(" ")}: ${answer}`);
    refusals.push(`${question.join(" ")}: ${refusal[0]}`);
  }
  return refusals.join("\n");
}

async function isMeasured(cluster: Cluster): Promise<string> {
  const wanted = (await names(cluster)).map((name) => `${NAMESPACE}/${name}`);
  let seen: (readonly [string, number])[] = [];
  await until("each pod has a measurement", 40, async () => {
    const bytes = await ownNode(cluster).podBytes();
    seen = wanted.map((name) => [name, bytes[name] ?? 0] as const);
    return seen.every(([, size]) => size > 0);
  });
  return seen.map(([name, size]) => `${name}: ${(size / 1e6).toFixed(1)} MB`).join("\n");
}

async function pods({ api }: Cluster): Promise<readonly Pod[]> {
  const list = `/api/v1/namespaces/${NAMESPACE}/pods?labelSelector=app%3D${WEB}`;
  return (await api.get<{ items: Pod[] }>(list)).items;
}

async function names(cluster: Cluster): Promise<string[]> {
  return (await pods(cluster)).map(({ metadata }) => metadata.name);
}

async function serviceAddress({ api }: Cluster): Promise<string> {
  const { spec } = await api.get<{ spec: { clusterIP: string } }>(`/api/v1/namespaces/${NAMESPACE}/services/${WEB}`);
  return spec.clusterIP;
}
