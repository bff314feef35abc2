import type { Layer } from "../lib/plan";

interface Place {
  readonly layer: Layer;
  /** Place within the layer, which the file's number counts from; stated, so that no other chart changes it. @default 0 */
  readonly step?: number;
  /** Charts that come first. One that the platform does not bring stands for those that it would have waited for. */
  readonly after?: readonly PlatformChart[];
}

/** The charts that a platform may bring, by their ids. */
export type PlatformChart =
  | "namespaces"
  | "cert-manager-crds"
  | "gateway-api-crds"
  | "istio-crds"
  | "knative-serving-crds"
  | "kserve-crds"
  | "cert-manager"
  | "istio"
  | "istio-ingress"
  | "nvidia-device-plugin"
  | "gpu-pools"
  | "knative-serving"
  | "net-istio"
  | "kserve-gateway"
  | "kserve"
  | "kserve-runtimes"
  | "cluster-resources";

/** The order of a platform: what each chart waits for beyond the edges that its objects show by themselves. */
export const PLATFORM_CHARTS: Readonly<Record<PlatformChart, Place>> = {
  namespaces: { layer: "namespaces" },

  "cert-manager-crds": { layer: "crds" },
  "gateway-api-crds": { layer: "crds" },
  "istio-crds": { layer: "crds" },
  "knative-serving-crds": { layer: "crds" },
  "kserve-crds": { layer: "crds" },

  // A controller watches its own kinds from its start.
  "cert-manager": { layer: "foundation", after: ["cert-manager-crds"] },
  // And istiod starts what serves the Gateway API for definitions that are there.
  istio: { layer: "foundation", after: ["istio-crds", "gateway-api-crds"] },
  // Its pods need the CA that istiod writes into their namespace.
  "istio-ingress": { layer: "foundation", step: 1, after: ["istio"] },
  "nvidia-device-plugin": { layer: "foundation" },
  "gpu-pools": { layer: "foundation" },

  "knative-serving": { layer: "serving", after: ["knative-serving-crds"] },
  // It runs under the account that Knative brings.
  "net-istio": { layer: "serving", step: 1, after: ["knative-serving", "istio"] },
  "kserve-gateway": { layer: "serving", after: ["gateway-api-crds", "istio", "istio-ingress"] },

  // KServe looks for these APIs once, when it starts, and its first model needs their controllers.
  kserve: {
    layer: "kserve",
    after: [
      "kserve-crds",
      "cert-manager",
      "gateway-api-crds",
      "istio",
      "istio-ingress",
      "knative-serving",
      "net-istio",
      "kserve-gateway",
    ],
  },
  "kserve-runtimes": { layer: "runtimes", after: ["kserve"] },
  // What a program adds: KServe judges its runtimes against those that it ships.
  "cluster-resources": { layer: "runtimes", step: 1, after: ["kserve", "kserve-runtimes"] },
};

/** What models wait for: KServe's webhook judges them, and everything below it serves them. */
export const BEFORE_MODELS: readonly PlatformChart[] = ["kserve", "kserve-runtimes", "cluster-resources"];

/** The charts of a list that a platform brings; in place of one that it does not bring, those that come before it. */
export function present(
  names: readonly PlatformChart[],
  brings: (name: PlatformChart) => boolean,
): ReadonlySet<PlatformChart> {
  return new Set(
    names.flatMap((name) => (brings(name) ? [name] : [...present(PLATFORM_CHARTS[name].after ?? [], brings)])),
  );
}
