import type { Plan } from "../lib/plan";
import type { Cluster } from "./cluster";

/** Refuses to take a platform away from under models that this program did not make. */
export async function refuseForeignModels(cluster: Cluster, { charts }: Plan): Promise<void> {
  const own = new Set(
    charts.flatMap(({ objects }) =>
      objects.flatMap(({ manifest: { kind, metadata } }) =>
        kind === "InferenceService" ? [`${metadata.namespace ?? "default"}/${metadata.name}`] : [],
      ),
    ),
  );
  const models = await cluster.list("serving.kserve.io/v1beta1", "InferenceService");
  const foreign = models
    .map(({ metadata }) => `${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`)
    .filter((model) => !own.has(model));
  if (foreign.length === 0) return;
  throw new Error(
    [
      `The cluster has ${foreign.length === 1 ? "an InferenceService" : `${foreign.length} InferenceServices`} that this program did not make, which would lose ${foreign.length === 1 ? "its" : "their"} controller:`,
      ...foreign.slice(0, 20).map((model) => `  ${model}`),
      ...(foreign.length > 20 ? [`  and ${foreign.length - 20} more`] : []),
      "  Nothing was removed. Fix: delete them, or move them to another cluster, and run it again.",
    ].join("\n"),
  );
}
