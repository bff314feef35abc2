/** Annotations and labels that decide how KServe or Knative run a model. */
// source: kserve v0.20.0 pkg/constants/constants.go; knative.dev/serving v0.48.1 pkg/apis/autoscaling/register.go
export const DEPLOYMENT_MODE = "serving.kserve.io/deploymentMode";
export const AUTOSCALER_CLASS = "serving.kserve.io/autoscalerClass";
export const KNATIVE_CLASS = "autoscaling.knative.dev/class";
/** The value of {@link KNATIVE_CLASS} under which a HorizontalPodAutoscaler scales revisions. */
export const KNATIVE_HPA = "hpa.autoscaling.knative.dev";
export const GPU_RESOURCE_TYPES = "serving.kserve.io/gpu-resource-types";
