import { messageOf } from "../cluster/api";
import type { Cluster } from "../cluster/cluster";
import { PAUSE_IMAGE } from "../node/node-files";
import { fakeNodes, type Taint } from "../node/fake-nodes";
import { until } from "../progress";
import type { Check } from "../suite";

const GPU = "nvidia.com/gpu";
const GPUS_PER_NODE = 8;
const TAINT: Taint = { key: GPU, value: "present", effect: "NoSchedule" };
const TOLERATION = { key: GPU, operator: "Exists", effect: "NoSchedule" };

interface Pod {
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
  };
}

/** That nodes with GPUs can be had without a GPU, and are scheduled to as real ones would be. */
export function fakeNodeChecks(): Check[] {
  return [{ title: "pods get the GPUs of fake nodes: only with a toleration, and only as many as there are", run }];
}

async function run(cluster: Cluster): Promise<string> {
  const nodes = await fakeNodes(cluster, 2, { [GPU]: String(GPUS_PER_NODE) }, { prefix: "gpu", taints: [TAINT] });
  await createPod(cluster, "tolerates-one", true);
  await createPod(cluster, "tolerates-two", true);
  const placed = [await placedOn(cluster, "tolerates-one"), await placedOn(cluster, "tolerates-two")];
  if ([...placed].sort().join() !== [...nodes].sort().join())
    throw new Error(`two pods of ${GPUS_PER_NODE} GPUs each are on ${placed.join(", ")}`);
  await createPod(cluster, "tolerates-three", true);
  await createPod(cluster, "tolerates-nothing", false);
  return [
    `running on ${placed.join(", ")}`,
    await refusal(cluster, "tolerates-three", `Insufficient ${GPU}`),
    await refusal(cluster, "tolerates-nothing", "untolerated taint"),
  ].join("\n");
}

async function createPod({ api }: Cluster, name: string, isTolerant: boolean): Promise<void> {
  const reply = await api.call("POST", "/api/v1/namespaces/default/pods", {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name },
    spec: {
      containers: [{ name: "c", image: PAUSE_IMAGE, resources: { limits: { [GPU]: String(GPUS_PER_NODE) } } }],
      tolerations: isTolerant ? [TOLERATION] : [],
    },
  });
  if (reply.code !== 201) throw new Error(`pod ${name}: ${messageOf(reply)}`);
}

async function placedOn(cluster: Cluster, name: string): Promise<string> {
  let pod: Pod | undefined;
  await until(`pod ${name} runs`, 30, async () => (pod = await read(cluster, name)).status.phase === "Running");
  return pod?.spec.nodeName ?? "";
}

async function refusal(cluster: Cluster, name: string, reason: string): Promise<string> {
  let message = "";
  await until(`the scheduler explains why not pod ${name}`, 30, async () => {
    const { conditions = [] } = (await read(cluster, name)).status;
    message = conditions.find(({ type, status }) => type === "PodScheduled" && status === "False")?.message ?? "";
    return message !== "";
  });
  if (!message.includes(reason)) throw new Error(`${name}: expected "${reason}", got "${message}"`);
  return `${name}: ${message}`;
}

function read({ api }: Cluster, name: string): Promise<Pod> {
  return api.get<Pod>(`/api/v1/namespaces/default/pods/${name}`);
}
