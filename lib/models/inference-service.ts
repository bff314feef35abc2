import { Construct } from "constructs";
import { emit } from "../internal/emit";
import { invalid } from "../internal/invalid";
import { namespaceOf, platformFacts } from "../internal/platform-facts";
import { checkPredictor } from "./check-predictor";
import type { Predictor } from "./predictor";
import { predictorSpec } from "./predictor-spec";

/** Settings of {@link InferenceService}. */
export interface InferenceServiceProps {
  /** @default - the construct id */
  readonly name?: string;
  /** @default - the namespace of the platform's chart, or of the chart */
  readonly namespace?: string;
  readonly predictor: Predictor;
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
    checkPredictor(this, props.predictor, facts);
    emit(this, {
      apiVersion: "serving.kserve.io/v1beta1",
      kind: "InferenceService",
      metadata: {
        name: this.name,
        namespace,
        ...(props.labels && { labels: props.labels }),
        annotations: { "serving.kserve.io/deploymentMode": facts.mode, ...props.annotations },
      },
      spec: { predictor: predictorSpec(this, props.predictor, facts) },
    });
  }
}
