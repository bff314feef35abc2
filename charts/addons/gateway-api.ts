import { GatewayApiPolicy } from "../../lib/gateway-api/gateway-api-policy";
import type { Site } from "../site";

/** The Gateway API's definitions, with the policy that keeps older ones from replacing them. */
export function gatewayApi(site: Site): void {
  const chart = site.definitions("gateway-api-crds", "gatewayApi");
  // In the definitions' own file: the policy stays as long as they do.
  new GatewayApiPolicy(chart, "policy", site.settings.shared);
}
