import { ApiObject } from "cdk8s";
import type { Construct } from "constructs";
import { emit } from "../lib/internal/emit";
import { invalidity } from "../lib/internal/invalid";
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
    this.node.addValidation({ validate: () => literalSecrets(this) });
    if (options.existing === true) return;
    // KServe mutates no pod of a namespace with a `control-plane` label, so this one carries none.
    const labels = { "app.kubernetes.io/part-of": "kserve-stack" };
    emit(this, { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });
  }
}

/** YAML is kept and shared, so that a Secret with its values in it is none any more; one is named, and filled by others. */
function literalSecrets(chart: NamespaceChart): string[] {
  return chart.node.findAll().flatMap((node) => {
    if (!ApiObject.isApiObject(node) || node.kind !== "Secret") return [];
    const { data = {}, stringData = {} } = node.toJson() as Readonly<Record<"data" | "stringData", object | undefined>>;
    const keys = Object.keys({ ...data, ...stringData });
    if (keys.length === 0) return [];
    return [
      invalidity(node, "data", {
        expected: "left out: the value of a secret must not stand in YAML",
        got: keys,
        fix: "an ExternalSecret, a SealedSecret, or a Secret that is made beside the program, named in credentials",
      }),
    ];
  });
}
