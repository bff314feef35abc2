import { CertManager } from "../../lib/cert-manager/cert-manager";
import type { CertManagerAddonOptions } from "../platform-props";
import type { Site } from "../site";

/** cert-manager: signs and renews the certificates of KServe's webhooks. */
export function certManager(site: Site, options: CertManagerAddonOptions): void {
  site.definitions("cert-manager-crds", "certManager");
  const { shared } = site.settings;
  const { namespace } = new CertManager(site.chart("cert-manager"), "cert-manager", { ...options, ...shared });
  site.namespace(namespace);
}
