import type { Construct } from "constructs";
import { invalid } from "../../internal/invalid";
import { amountOf, quantity, type Quantity } from "../../internal/quantity";

/** Requests and limits of one container, in the flat words of KServe's configuration. */
export interface ContainerAmounts {
  readonly memoryRequest?: Quantity;
  readonly memoryLimit?: Quantity;
  readonly cpuRequest?: Quantity;
  readonly cpuLimit?: Quantity;
}

/** The settled form of {@link ContainerAmounts}. */
export type PlainAmounts = Readonly<Record<keyof ContainerAmounts, string>>;

/** What KServe's release ships for the agent, the logger, the router and the storage initializer. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config
export const SMALL: PlainAmounts = { memoryRequest: "100Mi", memoryLimit: "1Gi", cpuRequest: "100m", cpuLimit: "1" };

/** An amount as text; KServe's controller panics on text that is none. */
export function plainAmount(scope: Construct, prop: string, value: Quantity): string {
  const text = quantity(value);
  const amount = amountOf(text);
  if (amount === undefined || amount < 0) {
    throw invalid(scope, prop, {
      expected: "a Kubernetes quantity of at least 0",
      got: value,
      fix: prop.toLowerCase().includes("cpu") ? `"100m"` : `"256Mi"`,
    });
  }
  return text;
}

/**
 * Requests and limits with the defaults filled in.
 *
 * `empty` says that "" is allowed and sets no default at all, as in KServe's own configuration.
 */
export function plainAmounts(
  scope: Construct,
  prop: string,
  defaults: PlainAmounts,
  { memoryRequest, memoryLimit, cpuRequest, cpuLimit }: ContainerAmounts = {},
  empty = false,
): PlainAmounts {
  const plain = (name: keyof ContainerAmounts, value: Quantity | undefined): string =>
    value === "" && empty ? "" : plainAmount(scope, `${prop}.${name}`, value ?? defaults[name]);
  const amounts = {
    memoryRequest: plain("memoryRequest", memoryRequest),
    memoryLimit: plain("memoryLimit", memoryLimit),
    cpuRequest: plain("cpuRequest", cpuRequest),
    cpuLimit: plain("cpuLimit", cpuLimit),
  };
  for (const resource of ["memory", "cpu"] as const) {
    const request = amounts[`${resource}Request`];
    const limit = amounts[`${resource}Limit`];
    if ((amountOf(request) ?? 0) > (amountOf(limit) ?? Infinity)) {
      throw invalid(scope, `${prop}.${resource}Request`, {
        expected: `at most ${prop}.${resource}Limit (${limit})`,
        got: request,
        fix: `${resource}Limit: "${request}"`,
      });
    }
  }
  return amounts;
}
