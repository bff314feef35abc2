import { ApiObject } from "cdk8s";
import { Construct } from "constructs";
import { imagesIn } from "../lib/internal/image-list";
import { setPlatformFacts } from "../lib/internal/platform-facts";
import { settled } from "../lib/internal/settled";
import type { DeploymentMode } from "../lib/kserve/config/deploy";
import { imageVariants } from "../lib/kserve/runtimes/image-variants";
import type { ImageName } from "../lib/releases";
import { checkKubernetes } from "../lib/releases/compatibility";
import { endOfLife } from "../lib/releases/end-of-life";
import { isExisting } from "../lib/releases/existing";
import type { Release } from "../lib/releases/release";
import { outsideUpstreamSupport } from "../lib/releases/upstream-support";
import { certManager } from "./addons/cert-manager";
import { gatewayApi } from "./addons/gateway-api";
import { istio } from "./addons/istio";
import { knativeServing } from "./addons/knative-serving";
import { kserve } from "./addons/kserve";
import { kserveGateway } from "./addons/kserve-gateway";
import { netIstio } from "./addons/net-istio";
import { nvidiaDevicePlugin } from "./addons/nvidia-device-plugin";
import { allExisting } from "./all-existing";
import type { LayerChart } from "./layer-chart";
import { NamespaceChart, type NamespaceOptions } from "./namespace-chart";
import { BEFORE_MODELS, PLATFORM_CHARTS } from "./platform-charts";
import type { ExistingPlatformProps, ServingPlatformProps } from "./platform-props";
import { factsOf, settle } from "./platform-settings";
import { Site } from "./site";

export type { ExistingPlatformProps, ServingPlatformProps } from "./platform-props";

/** The cluster add-ons of a serving platform, one chart a layer. */
export class ServingPlatform extends Construct {
  /**
   * A platform that is there already, for a program that holds only models: nothing is emitted for it, and every check
   * still knows what the models will run on.
   *
   * Its namespaces are there too: a program that emits one deletes it, with everything in it, when it is taken down.
   */
  public static existing(scope: Construct, { id = "platform", ...props }: ExistingPlatformProps = {}): ServingPlatform {
    const platform = new ServingPlatform(scope, id, allExisting(props));
    platform.#namespacesExist = true;
    return platform;
  }

  /** What a reader should know but nothing that is wrong: untested patches, parts past their end of life. */
  public readonly notes: readonly string[];
  /** How models run where they do not say. */
  public readonly mode: DeploymentMode;
  /** Domain under which models are reached. */
  public readonly domain: string;
  /** The tested set of versions. */
  public readonly release: Release<ImageName>;

  readonly #site: Site;
  readonly #models = new Map<string, NamespaceChart>();
  #namespacesExist = false;

  constructor(scope: Construct, id: string, props: ServingPlatformProps = {}) {
    super(scope, id);
    const settings = settle(this, props);
    const { release, mode, domain, routes } = settings;
    this.mode = mode;
    this.domain = domain;
    this.release = release;
    if (props.kubernetes !== undefined) checkKubernetes(this, release, props.kubernetes, props.allowUntested);
    setPlatformFacts(this, factsOf(this, settings, props));

    const site = new Site(this, settings);
    this.#site = site;
    site.addon("certManager", props.certManager, certManager);
    if (settings.gatewayApi) site.addon("gatewayApi", settings.gatewayApi, gatewayApi);
    if (settings.hasIstio) site.addon("istio", props.istio, istio);
    if (mode === "Knative") site.addon("knativeServing", props.knativeServing, knativeServing);
    if (mode === "Knative") site.addon("netIstio", props.netIstio, netIstio);
    if (routes?.kind === "HTTPRoute" && !isExisting(props.gateway)) kserveGateway(site, props.gateway ?? {});
    if (props.keda) site.check("keda", props.keda);
    site.addon("kserve", props.kserve, kserve(props.runtimes));
    site.addon("nvidiaDevicePlugin", props.nvidiaDevicePlugin, nvidiaDevicePlugin);
    site.connect();

    this.notes = notesOf(site, props);
  }

  /** A namespace for models: a chart and a file of its own, in the last layer. */
  public namespace(name: string, options: NamespaceOptions = {}): NamespaceChart {
    const known = this.#models.get(name);
    if (known) return known;
    const models = new NamespaceChart(this, name, settled({ existing: this.#namespacesExist }, options));
    this.#models.set(name, models);
    this.#site.after(models, BEFORE_MODELS);
    return models;
  }

  /** The chart for GPU pools that the platform makes. */
  public get gpuPools(): LayerChart {
    return this.#site.chart("gpu-pools");
  }

  /** The chart for what a program adds for every namespace: ClusterServingRuntimes and ClusterStorageContainers. */
  public get clusterResources(): LayerChart {
    const chart = this.#site.chart("cluster-resources");
    this.#site.after(chart, PLATFORM_CHARTS["cluster-resources"].after ?? []);
    for (const models of this.#models.values()) this.#site.after(models, ["cluster-resources"]);
    return chart;
  }

  /**
   * Every image of the platform and its models with the objects that use it: what a mirror has to hold.
   *
   * Images that KServe makes up from a runtime's, for models with or without a GPU, are among them.
   */
  public images(): ReadonlyMap<string, readonly string[]> {
    const { images } = this.#site.settings;
    const used = new Map<string, string[]>();
    const known = new Set(images.names.map((name) => images.ref(name)));
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
}

function notesOf({ settings, installed, found, notes }: Site, { kubernetes }: ServingPlatformProps): string[] {
  const { release } = settings;
  const { min, max } = release.kubernetes;
  return [
    ...notes,
    ...(kubernetes === undefined && installed.length > 0
      ? [`kubernetes is not stated, so it was not held against ${min} to ${max}, what ${release.name} was tested on`]
      : []),
    ...endOfLife(release, installed, kubernetes ?? ""),
    ...outsideUpstreamSupport(release, [...installed, ...found], kubernetes ?? ""),
  ];
}
