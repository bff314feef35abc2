import type { Container } from "kubernetes-types/core/v1";
import type { PlatformFacts } from "../internal/platform-facts";
import { amountOf, plainResources, type Resources } from "../internal/quantity";
import type { Predictor } from "./predictor";

/** `spec.predictor` as KServe reads it. */
export function predictorSpec(predictor: Predictor, { mirrored }: PlatformFacts): object {
  const { model, containers, pool, gpus = 0, serviceAccount, timeout } = predictor;
  const gpuLimit = gpus > 0 ? { [pool?.resourceName ?? "nvidia.com/gpu"]: String(gpus) } : undefined;
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
    ...(timeout && { timeout: timeout.toSeconds() }),
    ...(serviceAccount !== undefined && {
      serviceAccountName: typeof serviceAccount === "string" ? serviceAccount : serviceAccount.name,
    }),
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(tolerations.length > 0 && { tolerations }),
    ...(model && {
      model: {
        modelFormat: typeof model.modelFormat === "string" ? { name: model.modelFormat } : model.modelFormat,
        ...pick(model, ["storageUri", "runtime", "runtimeVersion", "protocolVersion", "args", "env"]),
        ...resources(model.resources, gpuLimit),
      },
    }),
    ...(containers && {
      containers: containers.map((container, index) => ({
        // KServe takes the container of this name for the model server.
        name: index === 0 ? "kserve-container" : `container-${index}`,
        ...container,
        ...(container.image !== undefined && { image: mirrored(container.image) }),
        ...(index === 0 && resources(container.resources as Resources | undefined, gpuLimit)),
      })),
    }),
  };
}

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]]))) as Partial<
    Pick<T, K>
  >;
}

/** What KServe puts where a model states no limit; a request above it would be refused by Knative. */
const DEFAULT_LIMITS: Readonly<Record<string, number>> = { cpu: 1, memory: 2 * 2 ** 30 };

function resources(
  stated: Resources | undefined,
  gpuLimit: Record<string, string> | undefined,
): { resources?: Container["resources"] } {
  if (!stated && !gpuLimit) return {};
  const { requests, limits } = plainResources(stated ?? {});
  const raised = Object.fromEntries(
    Object.entries(requests ?? {}).filter(([name, request]) => {
      const limit = DEFAULT_LIMITS[name];
      return limit !== undefined && limits?.[name] === undefined && (amountOf(request) ?? 0) > limit;
    }),
  );
  const all = { ...raised, ...limits, ...gpuLimit };
  return { resources: { ...(requests && { requests }), ...(Object.keys(all).length > 0 && { limits: all }) } };
}
