import type { Cluster } from "../cluster/cluster";
import { until } from "../progress";
import type { Check } from "../suite";
import { modelOf, readyModel, urlOf } from "./live-model";
import { predict } from "./prediction-checks";
import { customModel, MODELS, mlserverModel, modelStore, stackPlatform, type CustomModelProps } from "./programs";
import type { Stage } from "./stage";

const REQUESTS = 200;
const PERCENT = 30;
/** Six standard deviations of a binomial of {@link REQUESTS} at {@link PERCENT}: one false alarm in half a billion. */
const SLACK = 6 * Math.sqrt((REQUESTS * PERCENT * (100 - PERCENT)) / 10_000);

/** A new revision gets its share of the traffic, then all of it, or none. */
export function canaryChecks(stage: Stage): Check[] {
  const apply = async (cluster: Cluster, custom: CustomModelProps): Promise<void> => {
    const installation = await stage.program(cluster, (app, built) => {
      const namespace = stackPlatform(app, { images: built }).namespace(MODELS);
      const storageUri = modelStore(namespace, built);
      mlserverModel(namespace, storageUri);
      customModel(namespace, built, storageUri, { minReplicas: 1, ...custom });
    });
    await installation.succeed();
  };
  return [
    {
      title: `a canary of ${PERCENT} percent gets its share of ${REQUESTS} requests, within six standard deviations`,
      run: async (cluster) => {
        await apply(cluster, { version: "1" });
        await readyModel(cluster.api, MODELS, "custom");
        await apply(cluster, { version: "2", canaryTrafficPercent: PERCENT });
        const traffic = await trafficOf(cluster, (shares) => shares.includes(PERCENT));
        const gateway = await stage.gateway(cluster);
        const url = urlOf(await readyModel(cluster.api, MODELS, "custom"));
        const counts = new Map<string | undefined, number>();
        for (let sent = 0; sent < REQUESTS; sent += 10) {
          const versions = await Promise.all(
            Array.from({ length: 10 }, async () => (await predict(gateway, "v1", url, "custom")).version),
          );
          for (const version of versions) counts.set(version, (counts.get(version) ?? 0) + 1);
        }
        const canary = counts.get("2") ?? 0;
        const seen = `${canary} of ${REQUESTS} to the canary, ${counts.get("1") ?? 0} to the revision before (traffic ${traffic})`;
        if (Math.abs(canary - (REQUESTS * PERCENT) / 100) > SLACK) throw new Error(seen);
        return seen;
      },
    },
    {
      title: "a canary that is taken back gets no request",
      run: async (cluster) => {
        await apply(cluster, { version: "2", canaryTrafficPercent: 0 });
        await trafficOf(cluster, (shares) => shares.includes(100));
        return onlyVersion(stage, cluster, "1");
      },
    },
    {
      title: "a canary that is promoted gets every request",
      run: async (cluster) => {
        await apply(cluster, { version: "2" });
        await trafficOf(cluster, (shares) => shares.length === 1 && shares[0] === 100);
        await readyModel(cluster.api, MODELS, "custom");
        return onlyVersion(stage, cluster, "2");
      },
    },
  ];
}

/** Waits until KServe reports such shares, and says them. */
async function trafficOf({ api }: Cluster, holds: (shares: readonly number[]) => boolean): Promise<string> {
  let shares: number[] = [];
  await until("the traffic is split as asked", 180, async () => {
    const { status } = await modelOf(api, MODELS, "custom");
    shares = (status?.components?.["predictor"]?.traffic ?? []).flatMap(({ percent }) => percent ?? []);
    if (holds(shares)) return true;
    throw new Error(`shares ${shares.join("/") || "none"}`);
  });
  return shares.join("/");
}

async function onlyVersion(stage: Stage, cluster: Cluster, version: string): Promise<string> {
  const gateway = await stage.gateway(cluster);
  const url = urlOf(await modelOf(cluster.api, MODELS, "custom"));
  // The route follows the status a moment later.
  await until(`only version ${version} answers`, 60, async () => {
    const versions = await Promise.all(
      Array.from({ length: 20 }, async () => (await predict(gateway, "v1", url, "custom")).version),
    );
    if (versions.every((each) => each === version)) return true;
    throw new Error(versions.join(""));
  });
  return `20 of 20 by version ${version}`;
}
