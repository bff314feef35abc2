/**
 * Environment of istiod's image: Envoy as it is published lacks the filters that Istio adds to its own build, and
 * refuses whatever configuration names them; the filter that counts requests goes by the option `istio.metrics`.
 */
export const forStockEnvoy = { PILOT_ENABLE_METADATA_EXCHANGE: "false", PILOT_ENABLE_ALPN_FILTER: "false" };
