import { ApiObject, Chart } from "cdk8s";
import { Construct } from "constructs";
import { CertManager } from "../lib/cert-manager/cert-manager";
import type { CertManagerOptions } from "../lib/cert-manager/options";
import { crds, type CrdForm } from "../lib/definitions/definitions";
import type { CrdSource } from "../lib/definitions/sources";
import { Istio, IstioIngressGateway } from "../lib/istio/istio";
import type { IstioOptions } from "../lib/istio/options";
import { KServe } from "../lib/kserve/kserve";
import type { KServeOptions } from "../lib/kserve/options";
import { KServeRuntimes, type KServeRuntimesProps } from "../lib/kserve/kserve-runtimes";
import { KnativeServing, type KnativeServingOptions } from "../lib/knative/knative-serving";
import { NetIstio, type NetIstioOptions } from "../lib/knative/net-istio";
import { addonContext, type AddonContext, type AddonProps } from "../lib/internal/addon";
import { emit } from "../lib/internal/emit";
import { imagesIn } from "../lib/internal/image-list";
import { invalid } from "../lib/internal/invalid";
import { checkExisting, checkKubernetes } from "../lib/releases/compatibility";
import { endOfLife } from "../lib/releases/end-of-life";
import { isExisting, type Existing } from "../lib/releases/existing";
import type { ComponentName } from "../lib/releases/release";
import { NvidiaDevicePlugin, type NvidiaDevicePluginOptions } from "../lib/gpu/device-plugin";
import { setPlatformFacts } from "../lib/internal/platform-facts";
import { imageVariants } from "../lib/kserve/runtimes/image-variants";
import { modelFacts } from "./model-facts";
import { LayerChart } from "./layer-chart";
import { NamespaceChart } from "./namespace-chart";

/** Settings of {@link ServingPlatform}. */
export interface ServingPlatformProps extends AddonProps {
  /** Version of the cluster, e.g. "1.34". */
  readonly kubernetes: string;
  /** Why a Kubernetes version outside the tested range is acceptable. @default - it is an error */
  readonly allowUntested?: string;
  /**
   * Domain under which models are reached.
   *
   * @default "example.com" in profile `dev`; every other profile has to state one
   */
  readonly domain?: string;
  /** Schemas of the CustomResourceDefinitions. @default "folded" */
  readonly crds?: CrdForm;
  /** Options of cert-manager, or the one that the cluster has. @default - installed */
  readonly certManager?: CertManagerOptions | Existing;
  /** Options of Istio and its ingress gateway, or the one that the cluster has. @default - installed */
  readonly istio?: IstioOptions | Existing;
  /** Options of Knative Serving, or the one that the cluster has. @default - installed */
  readonly knativeServing?: KnativeServingOptions | Existing;
  /** Options of net-istio, or the one that the cluster has. @default - installed */
  readonly netIstio?: NetIstioOptions | Existing;
  /** Options of KServe's controller, or the one that the cluster has. @default - installed */
  readonly kserve?: Omit<KServeOptions, "mode" | "domain"> | Existing;
  /** Options of the runtimes that KServe ships. @default - all */
  readonly runtimes?: KServeRuntimesProps["runtimes"];
  /** Options of NVIDIA's device plugin, or the one that the cluster has. @default - installed */
  readonly nvidiaDevicePlugin?: NvidiaDevicePluginOptions | Existing;
}

/** The definitions that the KServe controller serves; those of other controllers wait for theirs. */
const KSERVE_DEFINITIONS = [
  "inferenceservices",
  "trainedmodels",
  "inferencegraphs",
  "servingruntimes",
  "clusterservingruntimes",
  "clusterstoragecontainers",
].map((plural) => `${plural}.serving.kserve.io`);

/** The cluster add-ons of a serving platform, one chart a layer. */
export class ServingPlatform extends Construct {
  /** What a reader should know but nothing that is wrong: untested patches, parts past their end of life. */
  public readonly notes: readonly string[];

  readonly #namespaces: LayerChart;
  readonly #context: AddonContext;
  readonly #crds: CrdForm;
  readonly #models = new Map<string, NamespaceChart>();
  #gpuPools: LayerChart | undefined;

  constructor(scope: Construct, id: string, props: ServingPlatformProps) {
    super(scope, id);
    const context = addonContext(this, props);
    const { release } = context;
    checkKubernetes(this, release, props.kubernetes, props.allowUntested);
    this.#context = context;
    this.#crds = props.crds ?? "folded";
    setPlatformFacts(this, {
      mode: "Knative",
      mirrored: (image) => context.images.mirrored(image),
      pullSecret: context.images.pullSecret,
      ...modelFacts(this, props, context),
    });
    this.#namespaces = new LayerChart(this, "namespaces", "namespaces");

    const domain = domainOf(this, context, props.domain);
    const installed: ComponentName[] = [];
    const notes: string[] = [];
    /** Installs an add-on with its definitions, or checks the one that is there. */
    const addon = <Options extends object>(
      prop: string,
      name: ComponentName,
      option: Options | Existing | undefined,
      install: (options: Partial<Options>) => void,
    ): void => {
      if (isExisting(option)) {
        const note = checkExisting(this, prop, release, name, option);
        if (note !== undefined) notes.push(note);
        return;
      }
      installed.push(name);
      install(option ?? {});
    };

    addon("certManager", "certManager", props.certManager, (options) => {
      this.#definitions("cert-manager", "cert-manager-1.19.4");
      const chart = new LayerChart(this, "cert-manager", "foundation");
      const { namespace } = new CertManager(chart, "cert-manager", { ...options, ...shared(props) });
      this.#namespace(namespace);
    });

    addon("istio", "istio", props.istio, ({ gateway, ...options }) => {
      this.#definitions("istio", "istio-1.29.1");
      const chart = new LayerChart(this, "istio", "foundation");
      const { namespace } = new Istio(chart, "istio", { ...options, ...shared(props) });
      this.#namespace(namespace);
      // Its pods need the CA that istiod writes into their namespace.
      const ingress = new LayerChart(this, "istio-ingress", "foundation");
      new IstioIngressGateway(ingress, "gateway", { ...gateway, ...shared(props), namespace });
      ingress.addDependency(chart);
    });

    addon("knativeServing", "knativeServing", props.knativeServing, (options) => {
      this.#definitions("knative-serving", "knative-serving-1.21.1");
      const chart = new LayerChart(this, "knative-serving", "serving");
      const { namespace } = new KnativeServing(chart, "knative", { ...options, ...shared(props), domain });
      const { version } = release.components.knativeServing;
      this.#namespace(namespace, {
        "app.kubernetes.io/name": "knative-serving",
        "app.kubernetes.io/version": version,
      });
    });

    addon("netIstio", "netIstio", props.netIstio, (options) => {
      const chart = new LayerChart(this, "net-istio", "serving");
      new NetIstio(chart, "net-istio", { ...options, ...shared(props) });
      // It runs under the account that Knative brings.
      this.#after(chart, "knative-serving", "istio");
    });

    addon("kserve", "kserve", props.kserve, (options) => {
      this.#definitions("kserve", "kserve-0.20.0", KSERVE_DEFINITIONS);
      const chart = new LayerChart(this, "kserve", "kserve");
      const { namespace } = new KServe(chart, "kserve", {
        ...options,
        ...shared(props),
        domain,
        optionalApis: OPTIONAL_APIS,
      });
      this.#namespace(namespace);
      // KServe looks for these APIs once, when it starts, and its first model needs their controllers.
      this.#after(chart, "cert-manager", "istio", "istio-ingress", "knative-serving", "net-istio");
      const runtimes = new LayerChart(this, "kserve-runtimes", "runtimes");
      new KServeRuntimes(runtimes, "runtimes", { runtimes: props.runtimes, ...shared(props) });
    });

    addon("nvidiaDevicePlugin", "nvidiaDevicePlugin", props.nvidiaDevicePlugin, (options) => {
      const chart = new LayerChart(this, "nvidia-device-plugin", "foundation");
      new NvidiaDevicePlugin(chart, "plugin", { ...options, ...shared(props) });
    });

    this.notes = [...notes, ...endOfLife(release, installed, props.kubernetes)];
  }

  /** A namespace for models: a chart and a file of its own, in the last layer. */
  public namespace(name: string): NamespaceChart {
    const known = this.#models.get(name);
    if (known) return known;
    const models = new NamespaceChart(this, name);
    this.#models.set(name, models);
    // A model is judged by KServe's webhook and served by everything below it.
    this.#after(models, "kserve", "kserve-runtimes");
    return models;
  }

  /** The chart for GPU pools that the platform makes. */
  public get gpuPools(): LayerChart {
    this.#gpuPools ??= new LayerChart(this, "gpu-pools", "foundation");
    return this.#gpuPools;
  }

  /**
   * Every image of the platform and its models with the objects that use it: what a mirror has to hold.
   *
   * Images that KServe makes up from a runtime's, for models with or without a GPU, are among them.
   */
  public images(): ReadonlyMap<string, readonly string[]> {
    const used = new Map<string, string[]>();
    const known = new Set(this.#context.images.names.map((name) => this.#context.images.ref(name)));
    const add = (image: string, user: string): void => void used.set(image, [...(used.get(image) ?? []), user]);
    for (const object of this.node.findAll()) {
      if (!ApiObject.isApiObject(object) || object.kind === "CustomResourceDefinition") continue;
      const manifest = object.toJson() as object;
      const user = `${object.kind} ${[object.metadata.namespace, object.name].filter(Boolean).join("/")}`;
      for (const image of imagesIn(manifest, known)) add(image, user);
      for (const { image, models } of imageVariants(manifest)) add(image, `${user}, models ${models}`);
    }
    return used;
  }

  #namespace(name: string, labels?: Readonly<Record<string, string>>): void {
    // An apply that sends no field owns none, and the API server then rewrites the object at the second apply.
    const own = { "app.kubernetes.io/part-of": "kserve-stack", ...labels };
    emit(this.#namespaces, { apiVersion: "v1", kind: "Namespace", metadata: { name, labels: own } });
  }

  /** Lets a chart wait for others, where the platform installs them. */
  #after(chart: LayerChart, ...names: readonly string[]): void {
    for (const name of names) {
      const other = this.node.tryFindChild(name);
      if (other && Chart.isChart(other)) chart.addDependency(other);
    }
  }

  #definitions(name: string, source: CrdSource, only?: readonly string[]): LayerChart {
    const chart = new LayerChart(this, `${name}-crds`, "crds");
    for (const definition of crds(source, this.#crds, only)) emit(chart, definition);
    return chart;
  }
}

/** APIs that the platform's own add-ons bring and that KServe uses where it finds them. */
const OPTIONAL_APIS = ["networking.istio.io", "serving.knative.dev"];

/** The stated domain; `example.com` is nobody's, so only a platform for trying things may leave it out. */
function domainOf(scope: Construct, { profile }: AddonContext, domain: string | undefined): string {
  if (profile === "dev") return domain ?? "example.com";
  if (domain === undefined || domain === "example.com" || domain.endsWith(".example.com")) {
    throw invalid(scope, "domain", {
      expected: `a domain that is yours in profile "${profile}"`,
      got: domain,
      fix: 'domain: "models.<your domain>", or profile: "dev"',
    });
  }
  return domain;
}

function shared({ release, profile, registry, images }: AddonProps): AddonProps {
  return { release, profile, registry, images };
}
