import { givenPath } from "./programs";

/** Istio's own build of Envoy, where `KSERVE_STACK_E2E_BIN` has it. */
export const givenEnvoy = (): string | undefined => givenPath("envoy");

/**
 * Environment of istiod's image: Envoy as it is published lacks the filters that Istio adds to its own build, and
 * refuses whatever configuration names them; the filter that counts requests goes by the option `istio.metrics`.
 */
export const forStockEnvoy = { PILOT_ENABLE_METADATA_EXCHANGE: "false", PILOT_ENABLE_ALPN_FILTER: "false" };
