import { Construct } from "constructs";
import { emit } from "../../internal/emit";
import { checkName, clusterScope, described, platformOf } from "../place";
import { plainContainer } from "../runtime/runtime-spec";
import { checkStorageContainer } from "./check-storage-container";
import type { ClusterStorageContainerProps } from "./storage-container-props";
import { storageConflicts } from "./storage-conflicts";

/**
 * How models are fetched from a storage of one's own.
 *
 * KServe takes any that supports a model's URI. A model that names one by `storageContainerName` gets that one.
 *
 * @see https://kserve.github.io/website/docs/model-serving/storage/storage-containers
 */
export class ClusterStorageContainer extends Construct {
  public readonly name: string;

  constructor(scope: Construct, id: string, props: ClusterStorageContainerProps) {
    super(clusterScope(scope), id);
    const { name = id, labels, annotations, disabled, container, ...spec } = props;
    this.name = name;
    const facts = platformOf(this, "new ClusterStorageContainer(platform, …)");
    checkName(this, name, /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, "lower-case letters, digits, dashes and dots");
    checkStorageContainer(this, props);
    this.node.addValidation({ validate: () => storageConflicts(this, name, props) });
    this.node.defaultChild = emit(this, {
      apiVersion: "serving.kserve.io/v1alpha1",
      kind: "ClusterStorageContainer",
      metadata: { name, ...described({ labels, annotations }) },
      ...(disabled !== undefined && { disabled }),
      spec: { container: plainContainer(this, "container", container, facts.mirrored), ...spec },
    });
  }
}
