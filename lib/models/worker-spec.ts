import type { EphemeralContainer, PodWithoutContainers } from "../internal/pod-spec-types";
import type { ServerContainer } from "./component";

/**
 * The further nodes of a model that one node cannot hold. Standard mode; the runtime has to be one with workers.
 *
 * @see https://kserve.github.io/website/docs/model-serving/generative-inference/multi-node
 */
export interface WorkerSpec extends PodWithoutContainers {
  /** What is said over the runtime's container of the workers; one at most. @default - the runtime's */
  readonly containers?: readonly ServerContainer[];
  /** Kubernetes takes none from the template of a pod. */
  readonly ephemeralContainers?: readonly EphemeralContainer[];
  /** Nodes that the layers of the model are spread over. @default - the runtime's, 1 */
  readonly pipelineParallelSize?: number;
  /** GPUs of one node that each layer is spread over. @default - the runtime's, 1 */
  readonly tensorParallelSize?: number;
}
