/** What a metric should come to. */
export interface MetricTarget {
  readonly type?: "Utilization" | "Value" | "AverageValue";
  readonly value?: string | number;
  readonly averageValue?: string | number;
  /** In percent of the request. */
  readonly averageUtilization?: number;
}

/** Who KEDA is to the server that it asks. */
export interface MetricAuthentication {
  /** A KEDA TriggerAuthentication of the model's namespace. */
  readonly authenticationRef: { readonly name: string };
  /** "bearer", "basic", "tls", or several of them with commas. */
  readonly authModes?: string;
}

/** CPU or memory of the pods. */
export interface ResourceMetric {
  readonly type: "Resource";
  readonly resource: { readonly name: "cpu" | "memory"; readonly target: MetricTarget };
}

/** From a metrics server outside of the pods. KEDA only. */
export interface ExternalMetric {
  readonly type: "External";
  readonly external: {
    readonly metric: {
      readonly backend?: "prometheus" | "graphite";
      readonly serverAddress?: string;
      readonly query?: string;
      readonly namespace?: string;
    };
    readonly authenticationRef?: MetricAuthentication;
    readonly target: MetricTarget;
  };
}

/** From the pods themselves, through an OpenTelemetry collector. KEDA only. */
export interface PodMetric {
  readonly type: "PodMetric";
  readonly podmetric: {
    readonly metric: {
      readonly backend?: "opentelemetry";
      readonly metricNames?: readonly string[];
      readonly query?: string;
      /** "last_one", "avg", "max", "min", "rate" or "count". @default "last_one" */
      readonly operationOverTime?: string;
      /** @default - that of KServe's configuration */
      readonly serverAddress?: string;
    };
    readonly target: MetricTarget;
  };
}

/** One metric that an autoscaler of Standard mode follows. */
export type ScalingMetric = ResourceMetric | ExternalMetric | PodMetric;

/** How an autoscaler goes one way. KServe passes the window on, and nothing else. */
export interface ScalingRules {
  /** How long the autoscaler looks back before it follows the load, up to an hour. */
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: "Max" | "Min" | "Disabled";
  readonly policies?: readonly {
    readonly type: "Pods" | "Percent";
    readonly value: number;
    readonly periodSeconds: number;
  }[];
  readonly tolerance?: string | number;
}

/** How calmly KEDA follows the load. */
export interface ScalingBehavior {
  readonly scaleUp?: ScalingRules;
  readonly scaleDown?: ScalingRules;
}

/**
 * What the autoscaler of a model in Standard mode follows, and how calmly.
 *
 * @see https://kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/keda-autoscaler
 */
export interface AutoScaling {
  /** @default - none */
  readonly metrics?: readonly ScalingMetric[];
  /** KEDA only. @default - the stabilization windows of KServe's configuration */
  readonly behavior?: ScalingBehavior;
}

/** What scales a model in Standard mode. */
export type AutoscalerClass = "hpa" | "keda" | "external" | "none";
