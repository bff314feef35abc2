import { kserveServers } from "./kserve-servers";
import { languageModelServers } from "./language-model-servers";
import { multiNodeServer } from "./multi-node-server";
import type { ShippedRuntime } from "./shipped-runtime";
import { vendorServers } from "./vendor-servers";

/** Name of a ClusterServingRuntime that {@link KServeRuntimes} brings. */
export type ServingRuntimeName =
  | "kserve-sklearnserver"
  | "kserve-xgbserver"
  | "kserve-lgbserver"
  | "kserve-pmmlserver"
  | "kserve-paddleserver"
  | "kserve-autogluonserver"
  | "kserve-predictiveserver"
  | "kserve-mlserver"
  | "kserve-tensorflow-serving"
  | "kserve-torchserve"
  | "kserve-tritonserver"
  | "kserve-huggingfaceserver"
  | "kserve-vllmserver"
  | "kserve-huggingfaceserver-multinode";

/** Every runtime of the release, by what a model can be checked against: formats, priorities, protocols. */
export const servingRuntimes: readonly (ShippedRuntime & { readonly name: ServingRuntimeName })[] = [
  ...kserveServers,
  ...vendorServers,
  ...languageModelServers,
  multiNodeServer,
];
