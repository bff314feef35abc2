import { Duration } from "cdk8s";
import { goDuration } from "../../internal/go-duration";
import { plainAmounts, type ContainerAmounts, type PlainAmounts } from "./container-amounts";
import type { Section } from "./section";

/** The collector that KEDA scales models by, where its operator is installed. */
export interface OpentelemetryCollectorOptions extends ContainerAmounts {
  /** Time between two scrapes. @default 5 s */
  readonly scrapeInterval?: Duration;
  /** Where the collector sends metrics, as host:port. @default "keda-otel-scaler.keda.svc:4317" */
  readonly metricReceiverEndpoint?: string;
  /** Where KEDA asks for metrics, as host:port. @default "keda-otel-scaler.keda.svc:4318" */
  readonly metricScalerEndpoint?: string;
}

const DEFAULTS: PlainAmounts = { cpuLimit: "1", memoryLimit: "2Gi", cpuRequest: "200m", memoryRequest: "512Mi" };

/** Section `opentelemetryCollector`. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config
export function opentelemetryCollector({ scope }: Section, options: OpentelemetryCollectorOptions = {}): object {
  return {
    scrapeInterval: goDuration(options.scrapeInterval ?? Duration.seconds(5)),
    metricReceiverEndpoint: options.metricReceiverEndpoint ?? "keda-otel-scaler.keda.svc:4317",
    metricScalerEndpoint: options.metricScalerEndpoint ?? "keda-otel-scaler.keda.svc:4318",
    resource: plainAmounts(scope, "opentelemetryCollector", DEFAULTS, options),
  };
}
