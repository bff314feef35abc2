import { Chart } from "cdk8s";
import { Construct, Dependable, type IConstruct, type IDependable } from "constructs";
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
    Dependable.implement(this, new Roots(() => endOf(this)));
  }
}

/**
 * An empty construct in a chart, which comes after the chart and stands for it where something waits for it.
 *
 * A stock `App` turns a chart that waits for a chart into an edge from each object to each, and then walks every path of
 * that graph: minutes for a platform with a hundred models. Without objects below it, only the order of charts is left.
 */
function endOf(chart: Chart): IConstruct {
  const known = chart.node.tryFindChild("end");
  if (known) return known;
  const end = new Construct(chart, "end");
  const itself: IDependable = {};
  Dependable.implement(itself, new Roots(() => chart));
  end.node.addDependency(itself);
  return end;
}

class Roots extends Dependable {
  readonly #root: () => IConstruct;

  constructor(root: () => IConstruct) {
    super();
    this.#root = root;
  }

  public get dependencyRoots(): IConstruct[] {
    return [this.#root()];
  }
}
