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
const PROBES = "livenessProbe,readinessProbe,startupProbe";
const RARE_VOLUMES =
  "awsElasticBlockStore,azureDisk,azureFile,cephfs,cinder,fc,flexVolume,flocker,gcePersistentDisk,gitRepo,glusterfs,iscsi,photonPersistentDisk,portworxVolume,quobyte,rbd,scaleIO,storageos,vsphereVolume,downwardAPI,ephemeral";

const inferenceService: readonly Omit<Fold, "crd">[] = [
  {
    path: `spec.predictor.${FRAMEWORKS}.{lifecycle,${PROBES},securityContext,envFrom,volumeDevices,storage}`,
    reason: "the named frameworks are the old way to write `model`; what people set there stays closed",
  },
  {
    path: `spec.canary[].predictor.${FRAMEWORKS}`,
    reason: "a canary is new in 0.20 and written with `model`; the named frameworks predate it",
  },
  {
    path: `spec.canary[].predictor.model.{lifecycle,${PROBES},securityContext,envFrom,volumeDevices}`,
    reason: "a canary repeats the stable predictor, where the same fields are closed",
  },
  {
    path: "spec.canary[].predictor.{affinity,topologySpreadConstraints,securityContext,dnsConfig,autoScaling,ephemeralContainers,workerSpec,volumes,initContainers,resourceClaims,logger,deploymentStrategy}",
    reason: "a canary repeats the stable predictor; its validator refuses workerSpec and autoScaling",
  },
  {
    path: `spec.canary[].predictor.containers[].{lifecycle,${PROBES},securityContext,envFrom,volumeDevices}`,
    reason: "a canary repeats the stable predictor, where the same fields are closed",
  },
  {
    path: "spec.predictor.workerSpec.{affinity,topologySpreadConstraints,securityContext,dnsConfig,ephemeralContainers,initContainers,volumes,resourceClaims}",
    reason: "workers of a multi-node model take their pod from the runtime; overrides are few",
  },
  {
    path: `spec.predictor.workerSpec.containers[].{lifecycle,${PROBES},securityContext,envFrom,volumeDevices}`,
    reason: "workers of a multi-node model take their container from the runtime; overrides are few",
  },
  {
    path: `spec.{predictor,transformer,explainer}.initContainers[].{lifecycle,${PROBES}}`,
    reason: "init containers have no probes and no lifecycle but for sidecars, which KServe does not use",
  },
  {
    path: `spec.explainer.art.{lifecycle,${PROBES},securityContext}`,
    reason: "ART is one fixed image; its probes are the runtime's",
  },
  {
    path: `spec.explainer.containers[].{lifecycle,${PROBES}}`,
    reason: "an explainer repeats the predictor's container, where the same fields are closed",
  },
  {
    path: `spec.{transformer,explainer}.volumes[].{${RARE_VOLUMES}}`,
    reason:
      "volume drivers that left Kubernetes or that models do not mount; the predictor's volumes stay closed to the last field",
  },
];

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
