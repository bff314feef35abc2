/** What a metric should come to. */
export interface MetricTarget {
  readonly type: "Utilization" | "Value" | "AverageValue";
  readonly value?: string;
  readonly averageValue?: string;
  /** In percent of the request. */
  readonly averageUtilization?: number;
}

/** One metric that an autoscaler of Standard mode follows. */
export type ScalingMetric =
  | {
      readonly type: "Resource";
      readonly resource: { readonly name: "cpu" | "memory"; readonly target: MetricTarget };
    }
  | {
      /** From a metrics server outside of the pods. KEDA only. */
      readonly type: "External";
      readonly external: {
        readonly metric: {
          readonly backend: "prometheus" | "graphite";
          readonly serverAddress: string;
          readonly query: string;
          readonly namespace?: string;
        };
        readonly authenticationRef?: {
          readonly authenticationRef: { readonly name: string };
          readonly authModes?: string;
        };
        readonly target: MetricTarget;
      };
    }
  | {
      /** From the pods themselves, through an OpenTelemetry collector. KEDA only. */
      readonly type: "PodMetric";
      readonly podmetric: {
        readonly metric: {
          readonly backend: "opentelemetry";
          readonly metricNames?: readonly string[];
          readonly query: string;
          readonly operationOverTime?: string;
          readonly serverAddress?: string;
        };
        readonly target: MetricTarget;
      };
    };

/** How long KEDA looks back before it follows the load, up to an hour; KServe passes nothing else of a behavior on. */
export interface ScalingBehavior {
  readonly scaleUp?: { readonly stabilizationWindowSeconds: number };
  readonly scaleDown?: { readonly stabilizationWindowSeconds: number };
}

/**
 * What the autoscaler of a model in Standard mode follows, and how calmly.
 *
 * @see https://kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/keda-autoscaler
 */
export interface AutoScaling {
  readonly metrics: readonly ScalingMetric[];
  /** KEDA only. @default - the stabilization windows of KServe's configuration */
  readonly behavior?: ScalingBehavior;
}

/** What scales a model in Standard mode. */
export type AutoscalerClass = "hpa" | "keda" | "external" | "none";
