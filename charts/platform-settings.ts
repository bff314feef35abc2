import type { Construct } from "constructs";
import type { CrdForm } from "../lib/definitions/definitions";
import { addonContext, type AddonContext, type AddonProps } from "../lib/internal/addon";
import { invalid } from "../lib/internal/invalid";
import type { KnativeFacts, PlatformFacts } from "../lib/internal/platform-facts";
import { settled } from "../lib/internal/settled";
import { longestTimeout } from "../lib/knative/config/defaults";
import { PLATFORM_FEATURES, type KnativeFeature } from "../lib/knative/config/features";
import type { DeploymentMode } from "../lib/kserve/config/deploy";
import { defaultModelResources } from "../lib/kserve/config/inference-service";
import { runtimeFacts } from "../lib/kserve/runtimes/offered";
import { isExisting } from "../lib/releases/existing";
import { modelRoutes, routeFacts, usesGatewayApi, type ModelRoutes } from "./model-routes";
import type { ServingPlatformProps } from "./platform-props";

/** The settled form of {@link ServingPlatformProps}: what add-ons are told of each other. */
export interface PlatformSettings extends AddonContext {
  /** What every add-on is told. */
  readonly shared: AddonProps;
  readonly mode: DeploymentMode;
  readonly domain: string;
  readonly crds: CrdForm;
  readonly istioNamespace: string;
  /** Whether the platform needs Istio, installed or found. */
  readonly hasIstio: boolean;
  /** The Gateway API: options where it is installed, the one that is there, undefined where nothing is to be done. */
  readonly gatewayApi: object | undefined;
  /** How models of Standard mode are reached; undefined where nothing leads to one. */
  readonly routes: ModelRoutes | undefined;
  /** APIs that KServe will find when it starts, and uses where it finds them. */
  readonly optionalApis: readonly string[];
  /** Knative's features that models turn on, beside those of every platform; models come after the add-ons. */
  readonly neededFeatures: Set<KnativeFeature>;
}

/** Settles the defaults of a platform once, and refuses options that do not go together. */
export function settle(scope: Construct, props: ServingPlatformProps): PlatformSettings {
  const context = addonContext(scope, props);
  const { release, profile, registry, images } = props;
  const mode = props.mode ?? "Knative";
  // Strings still reach here from plain JavaScript.
  if (!["Knative", "Standard"].includes(mode)) {
    throw invalid(scope, "mode", { expected: '"Knative" or "Standard"', got: mode, fix: 'mode: "Knative"' });
  }
  for (const prop of ["knativeServing", "netIstio"] as const) {
    if (mode === "Knative" || props[prop] === undefined) continue;
    throw invalid(scope, prop, {
      expected: "left out in Standard mode, which has no Knative",
      got: props[prop],
      fix: 'mode: "Knative"',
    });
  }
  const istioNamespace = props.istio?.namespace ?? "istio-system";
  const routes = modelRoutes(scope, props, istioNamespace);
  // Beside a gateway that is there nothing of Standard mode needs an Istio.
  const hasIstio = props.istio !== undefined || mode === "Knative" || !isExisting(props.gateway);
  return {
    ...context,
    shared: { release, profile, registry, images },
    mode,
    domain: domainOf(scope, context, props.domain),
    crds: props.crds ?? "folded",
    istioNamespace,
    hasIstio,
    gatewayApi: gatewayApiOf(props),
    routes,
    neededFeatures: new Set(),
    optionalApis: [
      ...(hasIstio ? ["networking.istio.io/VirtualService"] : []),
      ...(mode === "Knative" ? ["serving.knative.dev/Service"] : []),
      ...(routes?.kind === "HTTPRoute" ? ["gateway.networking.k8s.io/HTTPRoute"] : []),
      ...(props.keda ? ["keda.sh/ScaledObject"] : []),
    ],
  };
}

/** Beside a gateway that is there the definitions are too: a second owner would only fight the first. */
function gatewayApiOf(props: ServingPlatformProps): object | undefined {
  const { gatewayApi, gateway } = props;
  if (!usesGatewayApi(props)) return undefined;
  if (gatewayApi === undefined && isExisting(gateway)) return undefined;
  return isExisting(gatewayApi) ? gatewayApi : {};
}

/** What models have to know of a platform. */
export function factsOf(scope: Construct, settings: PlatformSettings, props: ServingPlatformProps): PlatformFacts {
  const { release, mode, images, routes } = settings;
  const own = isExisting(props.kserve) ? undefined : props.kserve;
  // Of a KServe that the cluster has, sizes are as upstream ships them.
  const size = isExisting(props.kserve) ? "upstream" : settings.profile;
  return {
    release,
    mode,
    ...(mode === "Knative" && { knative: knativeFacts(props.knativeServing, settings.neededFeatures) }),
    ...(routes && { routes: routeFacts(routes, props) }),
    keda: props.keda !== undefined,
    runtimes: runtimeFacts(size, props.runtimes),
    ...(!isExisting(props.kserve) && { gpuResourceTypes: own?.multiNode?.customGPUResourceTypeList ?? [] }),
    modelDefaults: defaultModelResources(scope, size, own?.modelDefaults),
    mirrored: (image) => images.mirrored(image),
    pullSecret: images.pullSecret,
  };
}

/** Settings of an installed Knative are known, with Knative's own defaults; of one that is there, what is stated. */
function knativeFacts(option: ServingPlatformProps["knativeServing"], needed: Set<KnativeFeature>): KnativeFacts {
  const { autoscaler, defaults, features } = option?.config ?? {};
  const known = !isExisting(option);
  return {
    features: known ? settled(PLATFORM_FEATURES, features) : features,
    ...(known && { turnOn: (flag) => needed.add(flag as KnativeFeature) }),
    maxTimeoutSeconds: known ? longestTimeout(defaults) : defaults?.["max-revision-timeout-seconds"],
    maxConcurrency: defaults?.["container-concurrency-max-limit"] ?? (known ? 1000 : undefined),
    maxScaleLimit: autoscaler?.["max-scale-limit"],
    allowsZeroInitialScale: autoscaler?.["allow-zero-initial-scale"] ?? (known ? false : undefined),
    scalesToZero: autoscaler?.["enable-scale-to-zero"] ?? (known ? true : undefined),
  };
}

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
