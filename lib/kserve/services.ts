import type { Construct } from "constructs";
import type { Service } from "kubernetes-types/core/v1";
import { emit } from "../internal/emit";
import { CONTROLLER, labels, selector } from "./labels";
import { WEBHOOK_SERVICE } from "./names";

/** The Services before the controller: its metrics behind the RBAC proxy, twice as upstream has them, and its webhooks. */
export function services(scope: Construct, namespace: string): void {
  emit(scope, {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      name: `${CONTROLLER}-metrics-service`,
      namespace,
      labels: { ...labels, ...selector },
      annotations: { "prometheus.io/port": "8443", "prometheus.io/scheme": "https", "prometheus.io/scrape": "true" },
    },
    spec: { ports: [{ name: "https", port: 8443, targetPort: "https" }], selector: { ...selector } },
  } satisfies Service);
  emit(scope, {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: `${CONTROLLER}-service`, namespace, labels: { ...labels, ...selector } },
    spec: { ports: [{ port: 8443, protocol: "TCP", targetPort: "https" }], selector: { ...selector } },
  } satisfies Service);
  emit(scope, {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: WEBHOOK_SERVICE, namespace, labels },
    spec: { ports: [{ port: 443, targetPort: "webhook-server" }], selector: { "control-plane": CONTROLLER } },
  } satisfies Service);
}
