import type { Construct } from "constructs";
import { emit } from "../lib/internal/emit";
import { setNamespace } from "../lib/internal/platform-facts";
import { LayerChart } from "./layer-chart";

/** Options of a namespace for models. */
export interface NamespaceOptions {
  /**
   * Whether the Namespace is someone else's: then it is not emitted, and not deleted when the program is taken down.
   *
   * @default false, but true of a `ServingPlatform.existing`
   */
  readonly existing?: boolean;
}

/** A namespace and the models in it. */
export class NamespaceChart extends LayerChart {
  /** Name of the namespace. */
  public readonly name: string;

  constructor(scope: Construct, name: string, options: NamespaceOptions = {}) {
    super(scope, name, "models");
    this.name = name;
    setNamespace(this, name);
    if (options.existing === true) return;
    // KServe mutates no pod of a namespace with a `control-plane` label, so this one carries none.
    const labels = { "app.kubernetes.io/part-of": "kserve-stack" };
    emit(this, { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });
  }
}
