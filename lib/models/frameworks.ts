import type { Frameworks, ModelServer } from "./model-server";
import type { ModelSpec, PredictorSpec } from "./spec";

/** The fields that are named for frameworks; each is the name of its model format too. */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/predictor.go, inference_service_defaults.go setPredictorModelDefaults
export const FRAMEWORKS = [
  "sklearn",
  "xgboost",
  "tensorflow",
  "pytorch",
  "triton",
  "onnx",
  "huggingface",
  "pmml",
  "lightgbm",
  "paddle",
] as const satisfies readonly (keyof Frameworks)[];

/** Formats whose protocol is v2 where a model states none: the first as KServe writes `model`, the second as it writes the old field. */
const V2_FORMATS = ["triton", "vLLM"];
const V2_FIELDS = ["triton", "onnx"];

/** The fields of a predictor that a runtime serves, with the server that each states: `model`, or the one of a framework. */
export function serversOf(predictor: Frameworks & { readonly model?: ModelServer }): [string, ModelServer][] {
  return (["model", ...FRAMEWORKS] as const).flatMap((field): [string, ModelServer][] => {
    const server = predictor[field];
    return server === undefined ? [] : [[field, server]];
  });
}

/** The model that KServe makes of a predictor, with the field that it is stated in; undefined where it is a server of one's own. */
export function modelOf(predictor: PredictorSpec): { readonly at: string; readonly model: ModelSpec } | undefined {
  const [at, server] = serversOf(predictor)[0] ?? [];
  if (at === undefined || server === undefined) return undefined;
  if (at !== "model") {
    const protocolVersion = server.protocolVersion ?? (V2_FIELDS.includes(at) ? "v2" : undefined);
    return { at, model: { ...server, ...(protocolVersion && { protocolVersion }), modelFormat: { name: at } } };
  }
  const model = server as ModelSpec;
  const isV2 = model.protocolVersion === undefined && V2_FORMATS.includes(model.modelFormat.name);
  return { at, model: isV2 ? { ...model, protocolVersion: "v2" } : model };
}
