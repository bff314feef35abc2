/**
 * What is commonly written in the copies of the pod's and the container's types, as fields below each copy:
 * the fields that KServe's guides to each of them explain, and those every container has.
 *
 * @see https://kserve.github.io/website/docs/model-serving/predictive-inference/frameworks/overview
 */
const container = `
  name image args command imagePullPolicy workingDir
  env env.name env.value env.valueFrom
  env.valueFrom.secretKeyRef env.valueFrom.secretKeyRef.name env.valueFrom.secretKeyRef.key
  ports ports.containerPort ports.name ports.protocol ports.hostPort
  resources resources.limits resources.requests
  volumeMounts volumeMounts.name volumeMounts.mountPath volumeMounts.readOnly volumeMounts.subPath
  livenessProbe readinessProbe startupProbe securityContext lifecycle envFrom terminationMessagePolicy`;

const model = `${container}
  storageUri runtimeVersion protocolVersion storage storage.key storage.path storage.parameters storage.schemaKey`;

const pod = `
  serviceAccountName nodeSelector tolerations tolerations.key tolerations.operator tolerations.value tolerations.effect
  affinity volumes imagePullSecrets imagePullSecrets.name priorityClassName runtimeClassName schedulerName
  terminationGracePeriodSeconds topologySpreadConstraints securityContext hostIPC shareProcessNamespace initContainers`;

const component = `
  minReplicas maxReplicas scaleTarget scaleMetric scaleMetricType containerConcurrency timeout labels annotations
  logger logger.mode logger.url batcher batcher.maxBatchSize batcher.maxLatency batcher.timeout deploymentStrategy`;

const words = (text: string): string[] => text.trim().split(/\s+/);
const below = (prefix: string, text: string): string[] => words(text).map((field) => `${prefix}.${field}`);

/** Fields below one named framework. */
export const frameworkFields: ReadonlySet<string> = new Set(words(model));

/** Fields below `workerSpec`. */
export const workerFields: ReadonlySet<string> = new Set([
  ...words(pod),
  "pipelineParallelSize",
  "tensorParallelSize",
  "containers",
  ...below("containers", container),
]);

/** Fields below an item of `canary`. */
export const canaryFields: ReadonlySet<string> = new Set([
  "trafficPercent",
  "predictor",
  ...below("predictor", `${pod} ${component} name model containers`),
  ...below("predictor.model", `${model} runtime modelFormat modelFormat.name modelFormat.version`),
  ...below("predictor.containers", container),
]);
