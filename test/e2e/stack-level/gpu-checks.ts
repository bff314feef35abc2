import type { ServingApp } from "../../../lib/output/serving-app";
import type { StackImages } from "../images/stack-images";
import { until } from "../progress";
import type { Check } from "../suite";
import { readyModel, urlOf } from "./live-model";
import { podsOf } from "./pods";
import { firstPrediction } from "./prediction-checks";
import { GPU_LABEL, MODELS } from "./programs";
import type { Stage } from "./stage";

const TAINT = "nvidia.com/gpu";

/** A model on a pool object is scheduled to the pool's node, and nothing without its toleration is. */
export function gpuChecks(stage: Stage, write: (app: ServingApp, images: StackImages) => void): Check[] {
  return [
    {
      title:
        "a model on a GPU pool is scheduled by its selector and toleration onto a tainted node, in Knative mode, and answers",
      run: async (cluster) => {
        const { api, kubectl, node } = cluster;
        if (!node) throw new Error("needs a node of our own");
        await until("the device plugin offers GPUs", 60, async () => {
          const { status } = await api.get<{ status: { allocatable: Record<string, string> } }>(
            `/api/v1/nodes/${node.name}`,
          );
          return Number(status.allocatable["nvidia.com/gpu"] ?? 0) > 0;
        });
        const label = async (...args: string[]): Promise<void> => {
          const { code, stderr } = await kubectl.call(args);
          if (code !== 0) throw new Error(stderr);
        };
        await label("label", "node", node.name, `${GPU_LABEL}=true`, "--overwrite");
        await label("taint", "node", node.name, `${TAINT}=present:NoSchedule`, "--overwrite");
        try {
          await (await stage.program(cluster, write)).succeed();
          const model = await readyModel(api, MODELS, "gpu");
          const [pod] = await podsOf(api, MODELS, "serving.kserve.io/inferenceservice=gpu");
          const { nodeSelector, tolerations = [], containers = [], nodeName } = pod?.spec ?? {};
          const limit = containers.map(({ resources }) => resources?.limits?.["nvidia.com/gpu"]).find(Boolean);
          if (nodeName !== node.name || nodeSelector?.[GPU_LABEL] !== "true" || limit !== "1")
            throw new Error(`the pod asks for ${JSON.stringify({ nodeName, nodeSelector, limit })}`);
          if (!tolerations.some(({ key }) => key === TAINT)) throw new Error("the pod tolerates no GPU taint");
          const { seen } = await firstPrediction(await stage.gateway(cluster), "v1", urlOf(model), "gpu");
          return `on ${nodeName}, ${limit} GPU; ${seen}`;
        } finally {
          await label("taint", "node", node.name, `${TAINT}-`);
        }
      },
    },
  ];
}
