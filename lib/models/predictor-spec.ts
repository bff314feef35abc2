import type { GpuPool } from "../gpu/pool";
import type { PlatformFacts } from "../internal/platform-facts";
import { settled } from "../internal/settled";
import { componentSpec, movedUri, podSpec, type Writing } from "./component-spec";
import { containerSpec, named, type Mirrored } from "./container-spec";
import { defaultResources } from "./default-resources";
import { fittedContainer } from "./fit-resources";
import { FRAMEWORKS, modelOf, serversOf } from "./frameworks";
import type { Model, ModelServer } from "./model-server";
import type { Predictor } from "./predictor";
import type { PredictorSpec } from "./spec";
import type { WorkerSpec } from "./worker-spec";

/** `predictor` as KServe reads it; `fits` where requests and limits follow each other past KServe's defaults. */
export function predictorSpec(
  predictor: Predictor,
  writing: Writing,
  fits: PlatformFacts | undefined,
  isCanary = false,
): PredictorSpec {
  const { gpus = 0, pool, model, workerSpec, ...rest } = predictor;
  const nodeSelector = { ...pool?.nodeSelector, ...rest.nodeSelector };
  const tolerations = [...(pool?.tolerations ?? []), ...(rest.tolerations ?? [])];
  const { containers, ...component } = componentSpec(rest, writing, serversOf(predictor).length === 0);
  const { mirrored } = writing;
  const spec: PredictorSpec = {
    ...component,
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(tolerations.length > 0 && { tolerations }),
    ...(model && { model: modelSpec(model, mirrored, isCanary) }),
    ...Object.fromEntries(
      FRAMEWORKS.flatMap((field) => {
        const server = predictor[field];
        return server ? [[field, serverSpec(server, mirrored, isCanary)]] : [];
      }),
    ),
    ...(containers && { containers }),
    ...(workerSpec && { workerSpec: writtenWorkers(workerSpec, mirrored) }),
  };
  return atServer(spec, (server) => {
    const counted = withGpus(server, gpus, pool);
    return fits ? fittedContainer(counted, defaultResources(modelOf(spec)?.model, fits)) : counted;
  });
}

/** Changes the container that serves: the one of a runtime, or the one of one's own that KServe takes for it. */
export function atServer(
  spec: PredictorSpec,
  change: <T extends Pick<ModelServer, "resources">>(server: T) => T,
): PredictorSpec {
  const [at, server] = serversOf(spec)[0] ?? [];
  if (at !== undefined && server !== undefined) return { ...spec, [at]: change(server) };
  const { containers } = spec;
  if (!containers) return spec;
  const index = serverIndex(containers);
  return { ...spec, containers: containers.map((container, at) => (at === index ? change(container) : container)) };
}

/** The container of one's own that KServe takes for the server. */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/predictor.go GetImplementations
export function serverIndex(containers: readonly { readonly name: string }[]): number {
  return Math.max(
    0,
    containers.findIndex(({ name }) => name === "kserve-container"),
  );
}

function withGpus<T extends Pick<ModelServer, "resources">>(server: T, gpus: number, pool: GpuPool | undefined): T {
  const resourceName = pool?.resourceName ?? "nvidia.com/gpu";
  const { resources } = server;
  // A count that is stated beside `gpus` is held against it, not written over.
  const own = resources?.limits?.[resourceName] ?? resources?.requests?.[resourceName];
  if (!(gpus > 0) || own !== undefined) return server;
  return {
    ...server,
    resources: { ...resources, limits: { ...resources?.limits, [resourceName]: String(gpus) } },
  };
}

function modelSpec({ modelFormat, ...server }: Model, mirrored: Mirrored, isCanary: boolean): PredictorSpec["model"] {
  return {
    modelFormat: typeof modelFormat === "string" ? { name: modelFormat } : modelFormat,
    ...serverSpec(server, mirrored, isCanary),
  };
}

function serverSpec<T extends ModelServer>(server: T, mirrored: Mirrored, isCanary: boolean): T {
  const { storageUri } = server;
  // The schema wants the name of a container in a canary, and KServe's webhook none in a predictor.
  const container: T = isCanary ? (settled({ name: "kserve-container" }, server) as unknown as T) : server;
  return {
    ...containerSpec(container, mirrored),
    ...(storageUri !== undefined && { storageUri: movedUri(storageUri, mirrored) }),
  };
}

function writtenWorkers({ containers, ...pod }: WorkerSpec, mirrored: Mirrored): PredictorSpec["workerSpec"] {
  return {
    ...podSpec(pod, mirrored),
    ...(containers && {
      containers: named(containers, "worker-container").map((container) => containerSpec(container, mirrored)),
    }),
  };
}
