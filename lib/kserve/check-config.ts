import type { IConstruct } from "constructs";
import { invalid } from "../internal/invalid";
import { amountOf } from "../internal/quantity";
import type { KServeConfig } from "./config";

const AMOUNT = /^(cpu|memory)(Request|Limit|Modelcar)$/;

/** Amounts that do not parse make KServe's pod mutator panic at the first model; they fail here. */
export function checkConfig(scope: IConstruct, config: KServeConfig): void {
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      const at = `${path}.${key}`;
      if (AMOUNT.test(key) && (typeof item !== "string" || amountOf(item) === undefined)) {
        throw invalid(scope, at, {
          expected: "a Kubernetes quantity",
          got: item,
          fix: key.startsWith("cpu") ? '"100m"' : '"1Gi"',
        });
      }
      walk(item, at);
    }
  };
  walk(config, "config");
}
