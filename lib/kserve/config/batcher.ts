import { invalid } from "../../internal/invalid";
import { plainAmounts, type ContainerAmounts, type PlainAmounts } from "./container-amounts";
import type { Section } from "./section";

/** The sidecar that joins single requests into batches. */
export interface BatcherOptions extends ContainerAmounts {
  /** Requests in a batch, where a model does not say. @default 32 */
  readonly maxBatchSize?: number;
  /** Milliseconds that a batch is waited for, where a model does not say. @default 5000 */
  readonly maxLatency?: number;
}

const DEFAULTS: PlainAmounts = { memoryRequest: "1Gi", memoryLimit: "1Gi", cpuRequest: "1", cpuLimit: "1" };

/** Section `batcher`; KServe reads both numbers as text. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config
export function batcher({ scope, context }: Section, options: BatcherOptions = {}): object {
  const count = (prop: "maxBatchSize" | "maxLatency", fallback: number): string => {
    const value = options[prop] ?? fallback;
    if (Number.isInteger(value) && value >= 1) return String(value);
    throw invalid(scope, `batcher.${prop}`, {
      expected: "a whole number of at least 1",
      got: value,
      fix: `${prop}: ${String(fallback)}`,
    });
  };
  return {
    image: context.images.ref("kserve-agent"),
    ...plainAmounts(scope, "batcher", DEFAULTS, options),
    maxBatchSize: count("maxBatchSize", 32),
    maxLatency: count("maxLatency", 5000),
  };
}
