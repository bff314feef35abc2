import type { Construct } from "constructs";
import { emit } from "../lib/internal/emit";
import { setNamespace } from "../lib/internal/platform-facts";
import { LayerChart } from "./layer-chart";

/** A namespace and the models in it. */
export class NamespaceChart extends LayerChart {
  /** Name of the namespace. */
  public readonly name: string;

  constructor(scope: Construct, name: string) {
    super(scope, name, "models");
    this.name = name;
    setNamespace(this, name);
    // KServe mutates no pod of a namespace with a `control-plane` label, so this one carries none.
    const labels = { "app.kubernetes.io/part-of": "kserve-stack" };
    emit(this, { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });
  }
}
