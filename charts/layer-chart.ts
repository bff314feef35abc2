import { Chart } from "cdk8s";
import type { Construct } from "constructs";
import type { Layer } from "../lib/plan";

/** A chart that belongs to one layer of a platform; its id names its file. */
export class LayerChart extends Chart {
  public readonly layer: Layer;
  /** Place within the layer: the file's number is at least the layer's plus this. */
  public readonly step: number;

  constructor(scope: Construct, id: string, layer: Layer, step = 0) {
    // No namespace: cdk8s would put it on cluster-scoped objects too.
    super(scope, id, { disableResourceNameHashes: true });
    this.layer = layer;
    this.step = step;
  }
}
