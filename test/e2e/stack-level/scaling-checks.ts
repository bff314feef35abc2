import type { Cluster } from "../cluster/cluster";
import { refuseProblems } from "../problems";
import { until } from "../progress";
import type { Check } from "../suite";
import { readyModel, urlOf } from "./live-model";
import { podsOf, type Pod } from "./pods";
import { predict } from "./prediction-checks";
import { MODELS } from "./programs";
import type { Stage } from "./stage";

/** Requests at once that one pod is not to be given. */
const BURST = 12;

/**
 * Share of requests that the model server may reset: uvicorn closes a kept connection after five idle seconds, also when
 * queue-proxy has just begun to send on it.
 */
const RESETS = 0.01;

function isReset(message: string): boolean {
  return message.includes("status 502") && message.includes("connection reset by peer");
}

function podsOfModel({ api }: Cluster, name: string): Promise<readonly Pod[]> {
  return podsOf(api, MODELS, `serving.kserve.io/inferenceservice=${name}`);
}

/** To zero, from zero, and out. */
export function scalingChecks(stage: Stage): Check[] {
  return [
    {
      title: "an idle model goes to zero",
      run: async (cluster) => {
        const start = Date.now();
        await until("the model has no pod", 240, async () => (await podsOfModel(cluster, "iris")).length === 0);
        return `after ${Math.round((Date.now() - start) / 1000)} s`;
      },
    },
    {
      title: "its next request starts it from zero, through the activator, and is answered",
      run: async (cluster) => {
        const url = urlOf(await readyModel(cluster.api, MODELS, "iris"));
        return (await predict(await stage.gateway(cluster), "v2", url, "iris")).seen;
      },
    },
    {
      title: "a burst of concurrent requests scales it out, and the platform loses none",
      run: async (cluster) => {
        const url = urlOf(await readyModel(cluster.api, MODELS, "iris"));
        const gateway = await stage.gateway(cluster);
        let most = 0;
        let answered = 0;
        let isOver = false;
        const lost: string[] = [];
        const clients = Array.from({ length: BURST }, async () => {
          while (!isOver) {
            try {
              await predict(gateway, "v2", url, "iris");
              answered += 1;
            } catch (error) {
              lost.push(error instanceof Error ? error.message : String(error));
            }
          }
        });
        try {
          await until("more than one pod serves", 120, async () => {
            const ready = (await podsOfModel(cluster, "iris")).filter(({ status }) =>
              status.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True"),
            );
            most = Math.max(most, ready.length);
            return most > 1;
          });
        } finally {
          isOver = true;
          await Promise.all(clients);
        }
        refuseProblems(lost.filter((message) => !isReset(message)));
        if (lost.length > answered * RESETS) refuseProblems(lost);
        return `${most} pods ready at once, ${answered} requests answered, ${lost.length} reset by the model server`;
      },
    },
  ];
}
