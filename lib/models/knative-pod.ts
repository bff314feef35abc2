import type { JudgedComponent } from "./judged-model";

/** Fields of a component that are not of its pod. */
const BESIDE_THE_POD = new Set([
  "minReplicas",
  "maxReplicas",
  "scaleTarget",
  "scaleMetric",
  "scaleMetricType",
  "autoScaling",
  "containerConcurrency",
  "timeout",
  "canaryTrafficPercent",
  "logger",
  "batcher",
  "labels",
  "annotations",
  "deploymentStrategy",
  "storageUris",
  "storageContainerName",
  "workerSpec",
  "name",
]);

/** Fields of a server that are not of its container. */
const BESIDE_THE_CONTAINER = new Set([
  "modelFormat",
  "runtime",
  "runtimeVersion",
  "storageUri",
  "storage",
  "protocolVersion",
  "confidential",
  "type",
  "config",
]);

/** The pod of a component as far as the component states it, and the property that each container stands in. */
export function statedPod({ spec, containers }: JudgedComponent): {
  readonly pod: Readonly<Record<string, unknown>>;
  readonly places: readonly string[];
} {
  const servers = containers.filter(({ kind }) => kind === "server");
  const fields = servers.map(({ at }) => at);
  const beside = containers.filter(({ kind }) => kind === "container");
  const rest = Object.entries(spec).filter(([field]) => !BESIDE_THE_POD.has(field) && !fields.includes(field));
  const stripped = servers.map(({ container }) =>
    Object.fromEntries(Object.entries(container).filter(([field]) => !BESIDE_THE_CONTAINER.has(field))),
  );
  return {
    pod: { ...Object.fromEntries(rest), containers: [...stripped, ...beside.map(({ container }) => container)] },
    places: [...fields, ...beside.map(({ at }) => at)],
  };
}
