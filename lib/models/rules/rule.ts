import type { Invalidity } from "../../internal/invalid";
import type { JudgedModel } from "../judged-model";

/** One thing that is certain to go wrong with a model. */
export interface Finding extends Invalidity {
  /** The property that it is about: `minReplicas`, `transformer.containers`. */
  readonly prop: string;
}

/** A "no" that KServe, Knative or Kubernetes would say late or not at all, said at synth. */
export interface Rule {
  /** What it refuses, for people who look it up. */
  readonly refuses: string;
  /** Where upstream says so: source with its release, or an issue. */
  readonly source: string;
  /** Whether it looks at runtimes or storage containers, which may come after the model: it waits until the program is whole. */
  readonly looksAtProgram?: boolean;
  /** What is wrong with a model. */
  readonly check: (model: JudgedModel) => Iterable<Finding>;
}

// Where most of the rules were read.
export const WEBHOOK = "kserve v0.20.0 pkg/apis/serving/v1beta1/inference_service_validation.go";
export const COMPONENT = "kserve v0.20.0 pkg/apis/serving/v1beta1/component.go";
export const CONTROLLER = "kserve v0.20.0 pkg/controller/v1beta1/inferenceservice";
export const KNATIVE = "knative.dev/serving v0.48.1 pkg/apis";
