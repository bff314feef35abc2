import { invalid } from "../../internal/invalid";
import type { Section } from "./section";

/** How calmly autoscalers of Standard mode follow the load. */
export interface AutoscalerOptions {
  /** @default 0 */
  readonly scaleUpStabilizationWindowSeconds?: number;
  /** @default 300 */
  readonly scaleDownStabilizationWindowSeconds?: number;
}

/** Section `autoscaler`; KServe reads both numbers as text. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config; bounds: autoscaling/v2 HPAScalingRules
export function autoscaler({ scope }: Section, options: AutoscalerOptions = {}): object {
  const seconds = (prop: keyof AutoscalerOptions, fallback: number): string => {
    const value = options[prop] ?? fallback;
    if (Number.isInteger(value) && value >= 0 && value <= 3600) return String(value);
    throw invalid(scope, `autoscaler.${prop}`, {
      expected: "a whole number of seconds from 0 to 3600",
      got: value,
      fix: `${prop}: ${String(fallback)}`,
    });
  };
  return {
    scaleUpStabilizationWindowSeconds: seconds("scaleUpStabilizationWindowSeconds", 0),
    scaleDownStabilizationWindowSeconds: seconds("scaleDownStabilizationWindowSeconds", 300),
  };
}
