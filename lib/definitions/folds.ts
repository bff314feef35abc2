/** Subtrees of a definition that stay named but open, and why there. */
export interface Fold {
  readonly crd: string;
  /** Path from the schema's root: `[]` steps into the items of a list, `{a,b}` names several properties. */
  readonly path: string;
  readonly reason: string;
}

const INFERENCE_SERVICE = "inferenceservices.serving.kserve.io";

/** The named frameworks that `model` with a `modelFormat` took the place of. */
const FRAMEWORKS = "{sklearn,xgboost,tensorflow,pytorch,triton,onnx,huggingface,pmml,lightgbm,paddle}";

/** Of a container: what is long to describe. Its own fields, resources, ports, mounts and plain variables stay closed. */
const CONTAINER_DETAIL =
  "{lifecycle,livenessProbe,readinessProbe,startupProbe,securityContext,envFrom,restartPolicyRules,volumeDevices,resizePolicy}";
const VALUE_SOURCES = "{configMapKeyRef,fieldRef,fileKeyRef,resourceFieldRef}";

/** Of a pod: what is long to describe. Service account, tolerations, scheduling by name and the like stay closed. */
const POD_DETAIL =
  "{affinity,topologySpreadConstraints,securityContext,dnsConfig,ephemeralContainers,initContainers,volumes,resourceClaims,resources,overhead,deploymentStrategy}";

const inferenceService: readonly Omit<Fold, "crd">[] = [
  ...container(
    `spec.predictor.${FRAMEWORKS}`,
    "deprecated: a framework by name is the old way to write `model`, which stays closed to the last field",
  ),
  {
    path: `spec.canary[].predictor.${FRAMEWORKS}`,
    reason: "a canary is new in 0.20 and written with `model`; the fields named for frameworks predate it",
  },
  ...container(
    "spec.canary[].predictor.model",
    "a canary repeats the stable predictor, where the same fields are closed",
  ),
  ...container(
    "spec.canary[].predictor.containers[]",
    "a canary repeats the stable predictor, where the same fields are closed",
  ),
  {
    path: `spec.canary[].predictor.${POD_DETAIL}`,
    reason: "a canary repeats the stable predictor, where the same fields are closed",
  },
  {
    path: "spec.canary[].predictor.{workerSpec,autoScaling}",
    reason: "KServe's validator refuses both in a canary",
  },
  ...container(
    "spec.predictor.workerSpec.containers[]",
    "further nodes of a model take their container from the runtime; overrides are few",
  ),
  {
    path: `spec.predictor.workerSpec.${POD_DETAIL}`,
    reason: "further nodes of a model take their pod from the runtime; overrides are few",
  },
];

function container(path: string, reason: string): Omit<Fold, "crd">[] {
  return [
    { path: `${path}.${CONTAINER_DETAIL}`, reason },
    { path: `${path}.resources.claims`, reason },
    {
      path: `${path}.env[].valueFrom.${VALUE_SOURCES}`,
      reason: `${reason}; a Secret's key, often written here, stays closed`,
    },
  ];
}

const LLM_SPECS = "{template,worker}";
const llm: readonly Omit<Fold, "crd">[] = [
  {
    path: `spec.${LLM_SPECS}`,
    reason: "a whole pod; the controller for this kind is not part of a platform yet",
  },
  { path: `spec.prefill.${LLM_SPECS}`, reason: "a whole pod, as above" },
  { path: "spec.router.scheduler.template", reason: "a whole pod, as above" },
];

/** What `folded` definitions leave open. */
export const FOLDS: readonly Fold[] = [
  ...inferenceService.map((fold) => ({ crd: INFERENCE_SERVICE, ...fold })),
  ...["llminferenceservices.serving.kserve.io", "llminferenceserviceconfigs.serving.kserve.io"].flatMap((crd) =>
    llm.map((fold) => ({ crd, ...fold })),
  ),
];
