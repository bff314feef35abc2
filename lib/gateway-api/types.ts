import type { Manifest } from "../internal/emit";

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#gatewayclass */
export interface GatewayClass extends Manifest {
  readonly apiVersion: "gateway.networking.k8s.io/v1";
  readonly kind: "GatewayClass";
  readonly spec: { readonly controllerName: string };
}

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#gateway */
export interface Gateway extends Manifest {
  readonly apiVersion: "gateway.networking.k8s.io/v1";
  readonly kind: "Gateway";
  readonly spec: {
    readonly gatewayClassName: string;
    readonly addresses?: readonly { readonly type: "Hostname" | "IPAddress"; readonly value: string }[];
    readonly listeners: readonly Listener[];
  };
}

/** One port of a Gateway. */
export interface Listener {
  readonly name: string;
  readonly port: number;
  readonly protocol: "HTTP" | "HTTPS";
  readonly hostname?: string;
  readonly tls?: {
    readonly mode: "Terminate";
    readonly certificateRefs: readonly { readonly group: ""; readonly kind: "Secret"; readonly name: string }[];
  };
  readonly allowedRoutes: { readonly namespaces: { readonly from: "All" | "Same" } };
}
