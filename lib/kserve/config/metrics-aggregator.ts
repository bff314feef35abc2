/** Metrics of a model server and its queue-proxy on one port, and whether Prometheus is pointed there. */
export interface MetricsAggregatorOptions {
  /** @default false */
  readonly enableMetricAggregation?: boolean;
  /** @default false */
  readonly enablePrometheusScraping?: boolean;
}

/** Section `metricsAggregator`; KServe reads both flags as text. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config
export function metricsAggregator(options: MetricsAggregatorOptions = {}): object {
  return {
    enableMetricAggregation: String(options.enableMetricAggregation ?? false),
    enablePrometheusScraping: String(options.enablePrometheusScraping ?? false),
  };
}
