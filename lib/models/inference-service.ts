import { Construct } from "constructs";
import { emit } from "../internal/emit";
import { invalid } from "../internal/invalid";
import { namespaceOf, platformFacts, type PlatformFacts } from "../internal/platform-facts";
import type { AutoscalerClass } from "./auto-scaling";
import { checkPredictor } from "./check-predictor";
import { annotated, deployedAs } from "./deployed-as";
import type { Predictor } from "./predictor";
import { predictorSpec } from "./predictor-spec";

/** Settings of {@link InferenceService}. */
export interface InferenceServiceProps {
  /** @default - the construct id */
  readonly name?: string;
  /** @default - the namespace of the platform's chart, or of the chart */
  readonly namespace?: string;
  readonly predictor: Predictor;
  /** How it runs, where it is not as the platform's models do; KServe refuses a change once it runs. @default - the platform's mode */
  readonly mode?: "Knative" | "Standard";
  /** What scales it in Standard mode. @default - KServe's own, "hpa" */
  readonly autoscalerClass?: AutoscalerClass;
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - only the deployment mode, which is always written */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * A model behind one stable URL.
 *
 * @see https://kserve.github.io/website/docs/concepts/resources/inferenceservice
 */
export class InferenceService extends Construct {
  public readonly name: string;
  public readonly namespace: string;

  constructor(scope: Construct, id: string, props: InferenceServiceProps) {
    super(scope, id);
    this.name = props.name ?? id;
    const facts = platformFacts(this);
    if (facts === undefined) {
      throw invalid(this, "scope", {
        expected: "a construct of a ServingPlatform",
        got: scope.node.path,
        fix: 'new InferenceService(platform.namespace("team-a"), …)',
      });
    }
    const namespace = props.namespace ?? namespaceOf(this);
    if (namespace === undefined) {
      throw invalid(this, "namespace", {
        expected: "stated",
        got: undefined,
        fix: 'platform.namespace("team-a") as scope',
      });
    }
    this.namespace = namespace;
    if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(this.name)) {
      throw invalid(this, "name", {
        expected: "lower-case letters, digits and dashes that start with a letter",
        got: this.name,
        fix: 'name: "my-model"',
      });
    }
    const deployed = deployedAs(this, props, facts);
    checkPredictor(this, props.predictor, facts, deployed);
    if (deployed.mode === "Standard") checkHost(this, namespace, facts);
    emit(this, {
      apiVersion: "serving.kserve.io/v1beta1",
      kind: "InferenceService",
      metadata: {
        name: this.name,
        namespace,
        ...(props.labels && { labels: props.labels }),
        annotations: { ...props.annotations, ...annotated(deployed) },
      },
      spec: { predictor: predictorSpec(this, props.predictor, facts) },
    });
  }
}

/** KServe fails on a host whose first label is longer than DNS allows; the predictor has one of its own. */
// source: kserve v0.20.0 pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/domain.go
function checkHost(scope: InferenceService, namespace: string, { routes }: PlatformFacts): void {
  const label = `${scope.name}-predictor-${namespace}`;
  if (routes?.defaultHosts !== true || label.length <= 63) return;
  throw invalid(scope, "name", {
    expected: `at most ${String(63 - (label.length - scope.name.length))} characters in namespace ${namespace}, so that ${label} is a DNS label`,
    got: scope.name,
    fix: "a shorter name",
  });
}
