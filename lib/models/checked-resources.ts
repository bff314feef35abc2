import type { IConstruct } from "constructs";
import type { ContainerResources } from "../internal/pod-spec-types";
import { invalid } from "../internal/invalid";
import { amountOf, plainResources } from "../internal/quantity";
import { resourcesSpec } from "./container-spec";

/** Requests and limits as they are written; throws where the API server would deny the pod. */
export function checkedResources(scope: IConstruct, prop: string, stated: ContainerResources): ContainerResources {
  const { requests = {}, limits = {} } = plainResources(stated);
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
  for (const [name, request] of Object.entries(requests)) {
    const limit = limits[name];
    // Devices cannot be overcommitted: the API server wants a limit, and one that the request equals.
    const isDevice = name.includes("/");
    if (limit === undefined && !isDevice) continue;
    const [asked, most] = [amountOf(request) ?? 0, amountOf(limit ?? "") ?? NaN];
    if (isDevice ? asked === most : asked <= most) continue;
    throw invalid(scope, `${prop}.requests.${name}`, {
      expected: `${isDevice ? "the same as" : "at most"} limits.${name} (${limit ?? "not stated"})`,
      got: request,
      fix: `limits: { ${/^\w+$/.test(name) ? name : `"${name}"`}: "${request}" }`,
    });
  }
  return resourcesSpec(stated);
}
