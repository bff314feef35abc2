import { Duration } from "cdk8s";
import { nanoseconds } from "../../internal/go-duration";
import { invalid } from "../../internal/invalid";
import { plainAmounts, type ContainerAmounts, type PlainAmounts } from "./container-amounts";
import { whole, type Section } from "./section";

/** The sidecar that joins single requests into batches. */
export interface BatcherOptions extends ContainerAmounts {
  /** Requests in a batch, where a model does not say. @default 32 */
  readonly maxBatchSize?: number;
  /** How long a batch is waited for, in whole milliseconds, where a model does not say. @default 5 s */
  readonly maxLatency?: Duration;
}

const DEFAULTS: PlainAmounts = { memoryRequest: "1Gi", memoryLimit: "1Gi", cpuRequest: "1", cpuLimit: "1" };

/** Section `batcher`; KServe reads both numbers as text. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config
export function batcher({ scope, context }: Section, options: BatcherOptions = {}): object {
  const latency = nanoseconds(options.maxLatency ?? Duration.seconds(5)) / 1e6;
  if (!(Number.isInteger(latency) && latency >= 1)) {
    throw invalid(scope, "batcher.maxLatency", {
      expected: "a Duration of whole milliseconds above 0",
      got: `${latency}ms`,
      fix: "maxLatency: Duration.seconds(5)",
    });
  }
  return {
    image: context.images.ref("kserve-agent"),
    ...plainAmounts(scope, "batcher", DEFAULTS, options),
    maxBatchSize: String(whole(scope, "batcher.maxBatchSize", options.maxBatchSize, 1, 32) ?? 32),
    maxLatency: String(latency),
  };
}
