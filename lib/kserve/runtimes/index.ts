import { kserveServers } from "./kserve-servers";
import { languageModelServers } from "./language-model-servers";
import { multiNodeServer } from "./multi-node-server";
import type { ServingRuntime } from "./serving-runtime";
import { vendorServers } from "./vendor-servers";

const all = [...kserveServers, ...vendorServers, ...languageModelServers, multiNodeServer] as const;

/** Name of a ClusterServingRuntime that {@link KServeRuntimes} brings. */
export type ServingRuntimeName = (typeof all)[number]["name"];

/** Every runtime of the release, by what a model can be checked against: formats, priorities, protocols. */
export const servingRuntimes: readonly (ServingRuntime & { readonly name: ServingRuntimeName })[] = all;
