import { givenPath } from "./programs";

/** Istio's own build of Envoy, where `KSERVE_STACK_E2E_BIN` has it. */
export const givenEnvoy = (): string | undefined => givenPath("envoy");

/**
 * Environment of istiod's image: Envoy as it is published lacks the filters that Istio adds to its own build, and
 * refuses whatever configuration names them.
 */
export const forStockEnvoy = { PILOT_ENABLE_METADATA_EXCHANGE: "false", PILOT_ENABLE_ALPN_FILTER: "false" };

/**
 * Has istiod leave out the filter that counts requests, which a stock Envoy lacks too. To be applied once Istio's
 * definitions are there and before a request is sent: until then the gateway refuses its listeners.
 */
export const noRequestMetrics = {
  apiVersion: "telemetry.istio.io/v1",
  kind: "Telemetry",
  metadata: { name: "no-request-metrics", namespace: "istio-system" },
  spec: { metrics: [{ overrides: [{ disabled: true }] }] },
};
