import type { IConstruct } from "constructs";
import { Expression, type Code } from "./code";

/** How a kind of KServe is written as a construct. */
export interface KindCode {
  readonly construct: string;
  readonly scope: "namespace" | "cluster";
  /** Whether `labels` and `annotations` of the construct are those of the object, or of its pods. */
  readonly labels: "object" | "pods";
  /** Whether it runs in a deployment mode, which is a property and not an annotation. */
  readonly hasMode: boolean;
  /**
   * Fields whose property has another form than the field: by path below the object, with `[]` for any item and `{}` for
   * any key. Everything else is written as it stands.
   */
  readonly forms: Readonly<Record<string, Form>>;
  /** Fields of which KServe knows some values only, though its schema takes any text. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Fields that name another object of the file: its kind. */
  readonly refersTo: Readonly<Record<string, string>>;
}

/** The property's form of a field's value; undefined where it is written as it stands. */
export type Form = (value: unknown) => Code | undefined;

/** What is judged before anything is written, because its types would not compile otherwise. */
export type Check = (named: IConstruct | string, spec: never, namespace: string) => void;

const seconds: Form = (value) =>
  typeof value === "number" && Number.isInteger(value) && value >= 0
    ? new Expression(`Duration.seconds(${value})`, [{ name: "Duration", from: "cdk8s" }])
    : undefined;

/** A format without a version is its name. */
const modelFormat: Form = (value) => {
  const { name, ...rest } = value as Readonly<Record<string, unknown>>;
  return typeof name === "string" && Object.keys(rest).length === 0 ? name : undefined;
};

const PROTOCOLS = ["v1", "v2", "grpc-v1", "grpc-v2"];
const FRAMEWORKS = "model sklearn xgboost tensorflow pytorch triton onnx huggingface pmml lightgbm paddle".split(" ");
const PREDICTORS = ["spec.predictor", "spec.canary[].predictor"];
const COMPONENTS = [...PREDICTORS, "spec.transformer", "spec.explainer"];
const SCALING = COMPONENTS.flatMap((at) => ["scaleUp", "scaleDown"].map((way) => `${at}.autoScaling.behavior.${way}`));

const runtime = { labels: "pods", hasMode: false, forms: {}, refersTo: {} } as const;
const runtimeValues = { "spec.protocolVersions[]": PROTOCOLS };

/** The kinds that this package has a construct of. */
// source: kserve v0.20.0 pkg/constants/constants.go (protocols), storage_container_types.go (workloads)
export const KINDS: Readonly<Record<string, KindCode>> = {
  InferenceService: {
    construct: "InferenceService",
    scope: "namespace",
    labels: "object",
    hasMode: true,
    forms: {
      ...each(
        COMPONENTS.map((at) => `${at}.timeout`),
        seconds,
      ),
      ...each(
        PREDICTORS.map((at) => `${at}.model.modelFormat`),
        modelFormat,
      ),
    },
    values: {
      ...each(
        PREDICTORS.flatMap((at) => FRAMEWORKS.map((framework) => `${at}.${framework}.protocolVersion`)),
        PROTOCOLS,
      ),
      ...each(
        SCALING.map((at) => `${at}.selectPolicy`),
        ["Max", "Min", "Disabled"],
      ),
      ...each(
        SCALING.map((at) => `${at}.policies[].type`),
        ["Pods", "Percent"],
      ),
    },
    refersTo: {},
  },
  TrainedModel: {
    construct: "TrainedModel",
    scope: "namespace",
    labels: "object",
    hasMode: false,
    forms: {},
    values: {},
    refersTo: { "spec.inferenceService": "InferenceService" },
  },
  InferenceGraph: {
    construct: "InferenceGraph",
    scope: "namespace",
    labels: "object",
    hasMode: true,
    forms: {
      "spec.timeout": seconds,
      ...each(
        ["serverRead", "serverWrite", "serverIdle", "serviceClient"].map((name) => `spec.routerTimeouts.${name}`),
        seconds,
      ),
    },
    values: { "spec.nodes{}.steps[].data": ["$request", "$response"] },
    refersTo: { "spec.nodes{}.steps[].serviceName": "InferenceService" },
  },
  ServingRuntime: { ...runtime, construct: "ServingRuntime", scope: "namespace", values: runtimeValues },
  ClusterServingRuntime: { ...runtime, construct: "ClusterServingRuntime", scope: "cluster", values: runtimeValues },
  ClusterStorageContainer: {
    construct: "ClusterStorageContainer",
    scope: "cluster",
    labels: "object",
    hasMode: false,
    forms: {},
    values: { "spec.workloadType": ["initContainer", "localModelDownloadJob"] },
    refersTo: {},
  },
};

function each<T>(paths: readonly string[], value: T): Readonly<Record<string, T>> {
  return Object.fromEntries(paths.map((path) => [path, value]));
}
