import type { UnnamedContainer } from "../internal/pod-spec-types";
import type { Component } from "./component";
import type { StorageSpec } from "./storage";

/** An explainer of the Adversarial Robustness Toolbox. */
export interface ArtExplainer extends UnnamedContainer {
  /** KServe knows "SquareAttack". */
  readonly type?: string;
  /** Arguments by name. @default - none */
  readonly config?: Readonly<Record<string, string>>;
  /** Tag of its image. @default - that of KServe's configuration */
  readonly runtimeVersion?: string;
  readonly storageUri?: string;
  readonly storage?: StorageSpec;
  /** KServe writes its own. */
  readonly name?: string;
}

/**
 * What explains predictions: a server of one's own in `containers`, or `art`.
 *
 * @see https://kserve.github.io/website/docs/model-serving/predictive-inference/explainers/trustyai-explainer
 */
export interface Explainer extends Component {
  readonly art?: ArtExplainer;
}
