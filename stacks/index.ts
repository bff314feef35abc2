export type { ClusterAccess } from "./cluster-access";
export { fromOutput } from "./from-output";
export type { Gateway } from "./gateway";
export type { ServingStackOptions } from "./options";
export { ServingStack } from "./serving-stack";
