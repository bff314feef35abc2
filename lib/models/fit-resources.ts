import type { ContainerResources } from "../internal/pod-spec-types";
import { amountOf, plainResources } from "../internal/quantity";

type Amounts = Readonly<Record<string, string>>;

/** Requests and limits as text. */
export interface PlainResources {
  readonly requests?: Amounts;
  readonly limits?: Amounts;
}

/**
 * Requests and limits of a model server that fit each other once KServe has filled in its defaults.
 *
 * KServe completes each of them by itself: a request above the default limit, or a limit below the default request, would
 * make a pod that the API server denies. The one that was not stated follows the one that was.
 */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/inference_service_defaults.go setResourceRequirementDefaults,
// pkg/controller/v1beta1/inferenceservice/utils/utils.go MergeRuntimeContainers
export function fitResources(stated: PlainResources, defaults: PlainResources): PlainResources {
  const { requests, limits } = stated;
  return withoutEmpty({
    requests: { ...followers(limits, requests, defaults.requests, (limit, request) => request > limit), ...requests },
    limits: { ...followers(requests, limits, defaults.limits, (request, limit) => request > limit), ...limits },
  });
}

/** As {@link fitResources}, of a container's resources as they were written. */
export function fittedContainer<T extends { readonly resources?: ContainerResources }>(
  container: T,
  defaults: PlainResources,
): T {
  const { resources = {} } = container;
  const fitting = fitResources(plainResources(resources), defaults);
  if (!fitting.requests && !fitting.limits) return container;
  return {
    ...container,
    resources: {
      ...resources,
      // What was written stays as it was written.
      ...(fitting.requests && { requests: { ...fitting.requests, ...resources.requests } }),
      ...(fitting.limits && { limits: { ...fitting.limits, ...resources.limits } }),
    },
  };
}

function followers(
  of: Amounts = {},
  own: Amounts = {},
  fallback: Amounts = {},
  crosses: (a: number, b: number) => boolean,
): Amounts {
  return Object.fromEntries(
    Object.entries(of).filter(([name, amount]) => {
      const other = fallback[name];
      if (own[name] !== undefined || other === undefined) return false;
      return crosses(amountOf(amount) ?? NaN, amountOf(other) ?? NaN);
    }),
  );
}

function withoutEmpty({ requests, limits }: PlainResources): PlainResources {
  return {
    ...(requests && Object.keys(requests).length > 0 && { requests }),
    ...(limits && Object.keys(limits).length > 0 && { limits }),
  };
}
