import type { IConstruct } from "constructs";
import type { PlatformFacts } from "../internal/platform-facts";
import type { Resources } from "../internal/quantity";
import { nameOf } from "../internal/resource-name";
import { checkPool } from "./check-pool";
import { defaultResources } from "./default-resources";
import { fitResources, plainRequest, type PlainResources } from "./fit-resources";
import type { Predictor } from "./predictor";
import { wholeSeconds } from "./whole-seconds";

/** `spec.predictor` as KServe reads it; throws what is certain to go wrong with its amounts. */
export function predictorSpec(scope: IConstruct, predictor: Predictor, facts: PlatformFacts): object {
  const { model, containers, pool, serviceAccount, timeout } = predictor;
  const { mirrored, pullSecret } = facts;
  const nodeSelector = { ...pool?.nodeSelector, ...predictor.nodeSelector };
  const tolerations = [...(pool?.tolerations ?? []), ...(predictor.tolerations ?? [])];
  return {
    ...pick(predictor, [
      "minReplicas",
      "maxReplicas",
      "scaleTarget",
      "scaleMetric",
      "autoScaling",
      "containerConcurrency",
      "canaryTrafficPercent",
    ]),
    ...(timeout && { timeout: wholeSeconds(scope, "timeout", timeout) }),
    ...(serviceAccount !== undefined && { serviceAccountName: nameOf(serviceAccount) }),
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(tolerations.length > 0 && { tolerations }),
    // A runtime brings the Secret for its models; a server of one's own has no runtime.
    ...(containers && pullSecret !== undefined && { imagePullSecrets: [{ name: pullSecret }] }),
    ...(model && {
      model: {
        modelFormat: typeof model.modelFormat === "string" ? { name: model.modelFormat } : model.modelFormat,
        ...(model.storageUri !== undefined && { storageUri: movedUri(model.storageUri, mirrored) }),
        ...pick(model, ["runtime", "runtimeVersion", "protocolVersion", "args", "env"]),
        ...server(scope, "model.resources", model.resources, predictor, facts),
      },
    }),
    ...(containers && {
      containers: containers.map(({ resources, ...container }, index) => ({
        // KServe takes the container of this name for the model server.
        name: index === 0 ? "kserve-container" : `container-${index}`,
        ...container,
        ...(container.image !== undefined && { image: mirrored(container.image) }),
        ...(index === 0
          ? server(scope, "containers[0].resources", resources as Resources | undefined, predictor, facts)
          : written(plainRequest(scope, `containers[${index}].resources`, resources as Resources | undefined))),
      })),
    }),
  };
}

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]]))) as Partial<
    Pick<T, K>
  >;
}

/** Requests and limits of the model server, with its GPUs. */
function server(
  scope: IConstruct,
  prop: string,
  stated: Resources | undefined,
  predictor: Predictor,
  facts: PlatformFacts,
): { resources?: PlainResources } {
  const { gpus = 0, pool } = predictor;
  const resourceName = pool?.resourceName ?? "nvidia.com/gpu";
  const asked = plainRequest(scope, prop, stated, gpus > 0 ? { resourceName, count: gpus } : undefined);
  const defaults = defaultResources(predictor, facts);
  const fitting = fitResources(asked, defaults);
  checkPool(scope, predictor, {
    requests: { ...defaults.requests, ...fitting.requests },
    limits: { ...defaults.limits, ...fitting.limits },
  });
  return written(fitting);
}

function written(resources: PlainResources): { resources?: PlainResources } {
  return Object.keys(resources).length > 0 ? { resources } : {};
}

/** A model that is an image moves to the mirror like any other image. */
function movedUri(uri: string, mirrored: PlatformFacts["mirrored"]): string {
  const [, scheme, image] = /^(oci(?:\+native)?:\/\/)(.+)$/.exec(uri) ?? [];
  return scheme === undefined || image === undefined ? uri : scheme + mirrored(image);
}
