import type { ServingApp } from "../../../lib/output/serving-app";
import type { Api } from "../cluster/api";
import type { StackImages } from "../images/stack-images";
import { until } from "../progress";
import type { Check } from "../suite";
import { podsOf } from "./pods";
import type { Stage } from "./stage";

const MANAGER = "kserve-controller-manager";

/** What a changed option replaces, and what it leaves alone. */
export function changeChecks(stage: Stage, changed: (app: ServingApp, images: StackImages) => void): Check[] {
  return [
    {
      title: "a change of KServe's configuration rolls its manager and replaces nothing else",
      run: async (cluster) => {
        const before = await platformPods(cluster.api);
        await (await stage.program(cluster, changed)).succeed();
        await until("the former manager is gone", 90, async () => {
          const names = [...(await platformPods(cluster.api)).values()];
          return names.filter((name) => name.includes(MANAGER)).length === 1;
        });
        const after = await platformPods(cluster.api);
        const replaced = [...before].flatMap(([uid, name]) => (after.has(uid) ? [] : [name]));
        if (replaced.length !== 1 || !replaced[0]?.includes(MANAGER))
          throw new Error(`replaced: ${replaced.join(", ") || "nothing"}`);
        return `replaced ${replaced.join()}; ${after.size - 1} other pods stayed`;
      },
    },
  ];
}

/** Pods of the platform by uid; models come and go by themselves. */
async function platformPods(api: Api): Promise<ReadonlyMap<string, string>> {
  const namespaces = ["cert-manager", "istio-system", "knative-serving", "kserve"];
  const pods = (await Promise.all(namespaces.map((namespace) => podsOf(api, namespace)))).flat();
  return new Map(pods.map(({ metadata: { uid, namespace, name } }) => [uid, `${namespace}/${name}`]));
}
