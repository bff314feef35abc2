import type { PlatformFacts, RuntimeFacts } from "../internal/platform-facts";
import { modelOf } from "./frameworks";
import type { PredictorSpec } from "./spec";

/**
 * The runtime that KServe takes for a predictor, of those that the platform brings: the one that it names, or of those
 * that may be chosen by themselves the one of the highest priority. Undefined for a server of one's own.
 */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/predictor_model.go GetSupportingRuntimes
export function chosenRuntime(predictor: PredictorSpec, { runtimes }: PlatformFacts): RuntimeFacts | undefined {
  const model = modelOf(predictor)?.model;
  if (!model) return undefined;
  if (model.runtime !== undefined) return runtimes.find(({ name }) => name === model.runtime);
  const { name, version } = model.modelFormat;
  const protocol = model.protocolVersion ?? "v1";
  const isMultiNode = predictor.workerSpec !== undefined;
  const candidates = runtimes
    .filter(
      ({ multiModel = false, multiNode = false, protocolVersions }) =>
        !multiModel && multiNode === isMultiNode && (protocolVersions?.includes(protocol) ?? true),
    )
    .flatMap((runtime) =>
      runtime.formats
        .filter((format) => format.autoSelect === true && format.name === name)
        .filter((format) => version === undefined || format.version === version)
        .map(({ priority = 0 }) => ({ runtime, priority })),
    );
  // KServe takes a runtime of the model's namespace before any other, and orders those of one priority by their names.
  const isFar = ({ runtime }: (typeof candidates)[number]): number => Number(runtime.namespace === undefined);
  candidates.sort(
    (a, b) => isFar(a) - isFar(b) || b.priority - a.priority || (a.runtime.name < b.runtime.name ? -1 : 1),
  );
  return candidates[0]?.runtime;
}
