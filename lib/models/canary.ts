import type { Predictor } from "./predictor";

/**
 * A second predictor that gets a share of the traffic. Standard mode: Knative mode has `canaryTrafficPercent`.
 *
 * It starts from the stable predictor; what it states is said over that. Its number of pods is fixed.
 */
export interface Canary {
  /** It needs a `name` of its own. */
  readonly predictor: Predictor;
  /** Share of traffic, in percent, of all canaries together at most 100. */
  readonly trafficPercent: number;
}
