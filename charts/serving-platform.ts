import { Chart } from "cdk8s";
import { Construct } from "constructs";
import { CertManager } from "../lib/cert-manager/cert-manager";
import type { CertManagerOptions } from "../lib/cert-manager/options";
import { crds, type CrdForm } from "../lib/definitions/definitions";
import type { CrdSource } from "../lib/definitions/sources";
import { Istio, IstioIngressGateway } from "../lib/istio/istio";
import type { IstioOptions } from "../lib/istio/options";
import { addonContext, type AddonContext, type AddonProps } from "../lib/internal/addon";
import { emit } from "../lib/internal/emit";
import { checkExisting, checkKubernetes } from "../lib/releases/compatibility";
import { endOfLife } from "../lib/releases/end-of-life";
import { isExisting, type Existing } from "../lib/releases/existing";
import type { ComponentName } from "../lib/releases/release";
import { LayerChart } from "./layer-chart";

/** Settings of {@link ServingPlatform}. */
export interface ServingPlatformProps extends AddonProps {
  /** Version of the cluster, e.g. "1.34". */
  readonly kubernetes: string;
  /** Why a Kubernetes version outside the tested range is acceptable. @default - it is an error */
  readonly allowUntested?: string;
  /** Schemas of the CustomResourceDefinitions. @default "folded" */
  readonly crds?: CrdForm;
  /** Options of cert-manager, or the one that the cluster has. @default - installed */
  readonly certManager?: CertManagerOptions | Existing;
  /** Options of Istio and its ingress gateway, or the one that the cluster has. @default - installed */
  readonly istio?: IstioOptions | Existing;
}

/** The cluster add-ons of a serving platform, one chart a layer. */
export class ServingPlatform extends Construct {
  /** What a reader should know but nothing that is wrong: untested patches, parts past their end of life. */
  public readonly notes: readonly string[];

  readonly #namespaces: LayerChart;
  readonly #context: AddonContext;
  readonly #crds: CrdForm;

  constructor(scope: Construct, id: string, props: ServingPlatformProps) {
    super(scope, id);
    const context = addonContext(this, props);
    const { release } = context;
    checkKubernetes(this, release, props.kubernetes, props.allowUntested);
    this.#context = context;
    this.#crds = props.crds ?? "folded";
    this.#namespaces = new LayerChart(this, "namespaces", "namespaces");

    const installed: ComponentName[] = [];
    const notes: string[] = [];
    /** Installs an add-on with its definitions, or checks the one that is there. */
    const addon = <Options extends object>(
      prop: string,
      name: ComponentName,
      option: Options | Existing | undefined,
      install: (options: Options | undefined) => void,
    ): void => {
      if (isExisting(option)) {
        const note = checkExisting(this, prop, release, name, option);
        if (note !== undefined) notes.push(note);
        return;
      }
      installed.push(name);
      install(option);
    };

    addon("certManager", "certManager", props.certManager, (options) => {
      this.#definitions("cert-manager", "cert-manager-1.19.4");
      const chart = new LayerChart(this, "cert-manager", "foundation");
      const { namespace } = new CertManager(chart, "cert-manager", { ...options, ...shared(props) });
      this.#namespace(namespace);
    });

    addon("istio", "istio", props.istio, ({ gateway, ...options } = {}) => {
      this.#definitions("istio", "istio-1.29.1");
      const chart = new LayerChart(this, "istio", "foundation");
      const { namespace } = new Istio(chart, "istio", { ...options, ...shared(props) });
      this.#namespace(namespace);
      // Its pods need the CA that istiod writes into their namespace.
      const ingress = new LayerChart(this, "istio-ingress", "foundation");
      new IstioIngressGateway(ingress, "gateway", { ...gateway, ...shared(props), namespace });
      ingress.addDependency(chart);
    });

    this.notes = [...notes, ...endOfLife(release, installed, props.kubernetes)];
  }

  /** Every image of the platform's objects with the objects that use it. */
  public images(): ReadonlyMap<string, readonly string[]> {
    const used = new Map<string, string[]>();
    const known = this.#context.images.names.map((name) => this.#context.images.ref(name));
    for (const chart of this.node.findAll().filter((node) => Chart.isChart(node))) {
      for (const object of chart.apiObjects) {
        const text = JSON.stringify(object.toJson());
        for (const image of known) {
          if (!text.includes(image)) continue;
          const title = `${object.kind} ${[object.metadata.namespace, object.name].filter(Boolean).join("/")}`;
          used.set(image, [...(used.get(image) ?? []), title]);
        }
      }
    }
    return used;
  }

  #namespace(name: string, labels?: Readonly<Record<string, string>>): void {
    // An apply that sends no field owns none, and the API server then rewrites the object at the second apply.
    const own = { "app.kubernetes.io/part-of": "kserve-stack", ...labels };
    emit(this.#namespaces, { apiVersion: "v1", kind: "Namespace", metadata: { name, labels: own } });
  }

  #definitions(name: string, source: CrdSource, only?: readonly string[]): LayerChart {
    const chart = new LayerChart(this, `${name}-crds`, "crds");
    for (const definition of crds(source, this.#crds, only)) emit(chart, definition);
    return chart;
  }
}

function shared({ release, profile, registry, images }: AddonProps): AddonProps {
  return { release, profile, registry, images };
}
