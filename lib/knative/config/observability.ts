import type { Duration } from "cdk8s";
import type { IConstruct } from "constructs";
import { invalid } from "../../internal/invalid";
import { stated } from "../../internal/settled";
import { at, duration, flag, number, oneOf, text, type Settings } from "./setting";

/** How metrics leave a process. */
export type MetricsProtocol = "none" | "prometheus" | "grpc" | "http/protobuf";
/** How traces leave a process. */
export type TracingProtocol = "none" | "grpc" | "http/protobuf" | "stdout";

/** ConfigMap `config-observability`: logs, metrics and traces. */
export interface KnativeObservabilityConfig {
  /** Whether `/var/log` of models is collected. @default false */
  readonly "logging.enable-var-log-collection"?: boolean;
  /** Where the logs of a revision are, with `${REVISION_UID}`; shown in its status. @default - none */
  readonly "logging.revision-url-template"?: string;
  /** Go template of a line of the request log. @default - JSON with method, status, latency and more */
  readonly "logging.request-log-template"?: string;
  /** Whether each request is logged. @default false */
  readonly "logging.enable-request-log"?: boolean;
  /** Whether probes are logged like requests. @default false */
  readonly "logging.enable-probe-request-log"?: boolean;
  /** How Knative's own processes offer or send their metrics. @default "none" */
  readonly "metrics-protocol"?: MetricsProtocol;
  /** Where metrics are sent to; with "prometheus" the address to listen on. @default - none */
  readonly "metrics-endpoint"?: string;
  /** Time between two sendings. @default 60 s */
  readonly "metrics-export-interval"?: Duration;
  /** How queue-proxies offer or send the metrics of requests. @default "none" */
  readonly "request-metrics-protocol"?: MetricsProtocol;
  /** Where metrics of requests are sent to. @default - none */
  readonly "request-metrics-endpoint"?: string;
  /** Time between two sendings. @default 60 s */
  readonly "request-metrics-export-interval"?: Duration;
  /** Whether Knative's processes serve profiles on port 8008. @default "disabled" */
  readonly "runtime-profiling"?: "enabled" | "disabled";
  /** Time between two reads of the Go runtime's numbers. @default 15 s */
  readonly "runtime-export-interval"?: Duration;
  /** @default "none" */
  readonly "tracing-protocol"?: TracingProtocol;
  /** Where traces are sent to. @default - none */
  readonly "tracing-endpoint"?: string;
  /** Share of requests that are traced, from 0 to 1. @default 0 */
  readonly "tracing-sampling-rate"?: number;
}

const metrics = oneOf("prometheus", "none", "grpc", "http/protobuf");
const interval = duration("Duration.seconds(60)");

// source: knative/serving knative-v1.21.1 pkg/observability/config.go and knative.dev/pkg observability
export const OBSERVABILITY: Settings<KnativeObservabilityConfig> = {
  "logging.enable-var-log-collection": flag,
  "logging.revision-url-template": text("https://logs.example.org/?revisionUID=${REVISION_UID}"),
  "logging.request-log-template": text('{"status": {{.Response.Code}}}'),
  "logging.enable-request-log": flag,
  "logging.enable-probe-request-log": flag,
  "metrics-protocol": metrics,
  "metrics-endpoint": text("http://collector.observability:4318/v1/metrics"),
  "metrics-export-interval": interval,
  "request-metrics-protocol": metrics,
  "request-metrics-endpoint": text("http://collector.observability:4318/v1/metrics"),
  "request-metrics-export-interval": interval,
  "runtime-profiling": oneOf("enabled", "disabled"),
  "runtime-export-interval": interval,
  "tracing-protocol": oneOf("http/protobuf", "grpc", "stdout", "none"),
  "tracing-endpoint": text("http://collector.observability:4318/v1/traces"),
  "tracing-sampling-rate": number(0.1, { min: 0, max: 1 }),
};

/** What Knative's webhook would refuse about settings that are right one by one. */
export function checkObservability(scope: IConstruct, options?: KnativeObservabilityConfig): void {
  const all = stated(options);
  for (const signal of ["metrics", "request-metrics", "tracing"] as const) {
    const protocol = all[`${signal}-protocol`] ?? "none";
    const endpoint = all[`${signal}-endpoint`] ?? "";
    const sends = protocol === "grpc" || protocol === "http/protobuf";
    if (sends ? endpoint !== "" : endpoint === "" || protocol === "prometheus") continue;
    throw invalid(scope, at("observability", `${signal}-endpoint`), {
      expected: `${sends ? "stated" : "left out"} where "${signal}-protocol" is "${protocol}"`,
      got: all[`${signal}-endpoint`],
      fix: sends ? `"${signal}-endpoint": "http://collector.observability:4318"` : `"${signal}-protocol": "grpc"`,
    });
  }
  if (all["logging.enable-request-log"] === true && all["logging.request-log-template"] === "") {
    throw invalid(scope, at("observability", "logging.request-log-template"), {
      expected: 'a template where "logging.enable-request-log" is true',
      got: "",
      fix: "leave it out for Knative's own",
    });
  }
}
