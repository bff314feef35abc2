import type { EphemeralContainer } from "../internal/pod-spec-types";
import type { Predictor } from "./predictor";

/** A predictor of which the schema knows one field more than of others. */
export interface CanaryPredictor extends Predictor {
  /** Kubernetes takes none from the template of a pod. */
  readonly ephemeralContainers?: readonly EphemeralContainer[];
}

/**
 * A second predictor that gets a share of the traffic. Standard mode: Knative mode has `canaryTrafficPercent`.
 *
 * It starts from the stable predictor; what it states is said over that. Its number of pods is fixed.
 */
export interface Canary {
  /** It needs a `name` of its own. */
  readonly predictor: CanaryPredictor;
  /** Share of traffic, in percent, of all canaries together at most 100. */
  readonly trafficPercent: number;
}
