import type { IConstruct } from "constructs";
import { invalid } from "../internal/invalid";
import { amountOf, plainResources, type Resources } from "../internal/quantity";

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
  const follow = (
    of: Amounts = {},
    own: Amounts = {},
    fallback: Amounts = {},
    crosses: (a: number, b: number) => boolean,
  ) =>
    Object.fromEntries(
      Object.entries(of).filter(([name, amount]) => {
        const other = fallback[name];
        if (own[name] !== undefined || other === undefined) return false;
        return crosses(amountOf(amount) ?? NaN, amountOf(other) ?? NaN);
      }),
    );
  const { requests, limits } = stated;
  return withoutEmpty({
    requests: { ...follow(limits, requests, defaults.requests, (limit, request) => request > limit), ...requests },
    limits: { ...follow(requests, limits, defaults.limits, (request, limit) => request > limit), ...limits },
  });
}

/** What a container asks for, as text, with its GPUs; throws where the API server would deny the pod. */
export function plainRequest(
  scope: IConstruct,
  prop: string,
  stated: Resources | undefined,
  gpus?: { readonly resourceName: string; readonly count: number },
): PlainResources {
  const { requests = {}, limits = {} } = plainResources(stated ?? {});
  for (const [kind, amounts] of Object.entries({ requests, limits })) {
    for (const [name, amount] of Object.entries(amounts)) {
      if ((amountOf(amount) ?? -1) >= 0) continue;
      throw invalid(scope, `${prop}.${kind}.${name}`, {
        expected: "a Kubernetes quantity of at least 0",
        got: amount,
        fix: name === "cpu" ? '"500m"' : '"2Gi"',
      });
    }
  }
  if (gpus) {
    const { resourceName, count } = gpus;
    const own = limits[resourceName] ?? requests[resourceName];
    if (own !== undefined && amountOf(own) !== count) {
      throw invalid(scope, `${prop}.limits.${resourceName}`, {
        expected: `${count}, as gpus says`,
        got: own,
        fix: "leave it out: it follows from gpus",
      });
    }
    limits[resourceName] = String(count);
  }
  for (const [name, request] of Object.entries(requests)) checkPair(scope, prop, name, request, limits[name]);
  return withoutEmpty({ requests, limits });
}

function checkPair(scope: IConstruct, prop: string, name: string, request: string, limit: string | undefined): void {
  // Devices cannot be overcommitted: the API server wants a limit, and one that the request equals.
  const isDevice = name.includes("/");
  if (limit === undefined && !isDevice) return;
  const [asked, most] = [amountOf(request) ?? 0, amountOf(limit ?? "") ?? NaN];
  if (isDevice ? asked === most : asked <= most) return;
  throw invalid(scope, `${prop}.requests.${name}`, {
    expected: `${isDevice ? "the same as" : "at most"} limits.${name} (${limit ?? "not stated"})`,
    got: request,
    fix: `limits: { ${/^\w+$/.test(name) ? name : `"${name}"`}: "${request}" }`,
  });
}

function withoutEmpty({ requests, limits }: PlainResources): PlainResources {
  return {
    ...(requests && Object.keys(requests).length > 0 && { requests }),
    ...(limits && Object.keys(limits).length > 0 && { limits }),
  };
}
