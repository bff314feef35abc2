import type { ValidatingWebhookConfiguration } from "kubernetes-types/admissionregistration/v1";
import type { EndpointSlice } from "kubernetes-types/discovery/v1";
import type { Cluster } from "../cluster";
import { absent, HOLDS, not, type State } from "./state";

/** Whether every entry of a webhook configuration has its CA, its rules, `failurePolicy: Fail` and ready endpoints. */
export async function armed(cluster: Cluster, kind: string, name: string): Promise<State> {
  const check = `kubectl get ${kind.toLowerCase()} ${name} -o yaml, and the log of the controller that keeps it`;
  const configuration = await cluster.read<ValidatingWebhookConfiguration>(
    "admissionregistration.k8s.io/v1",
    kind,
    name,
  );
  if (!configuration) return absent(check);
  const entries = configuration.webhooks ?? [];
  if (entries.length === 0) return not("it has no entries", check);
  for (const { name: entry, clientConfig, failurePolicy, rules = [] } of entries) {
    if (failurePolicy !== "Fail") return not(`${entry}: failurePolicy is ${failurePolicy ?? "not set"}`, check);
    if (rules.length === 0) return not(`${entry}: it has no rules yet`, check);
    if ((clientConfig.caBundle ?? "") === "") return not(`${entry}: it has no caBundle yet`, check);
  }
  const services = new Set(
    entries.flatMap(({ clientConfig: { service } }) => (service ? [`${service.namespace}/${service.name}`] : [])),
  );
  for (const service of services) {
    const [namespace = "", serviceName = ""] = service.split("/");
    const slices = await cluster.list<EndpointSlice>("discovery.k8s.io/v1", "EndpointSlice", {
      namespace,
      labels: `kubernetes.io/service-name=${serviceName}`,
    });
    // The API server writes null for none.
    const endpoints = slices.flatMap((slice) => (slice.endpoints as EndpointSlice["endpoints"] | null) ?? []);
    if (endpoints.some(({ conditions }) => conditions?.ready === true)) continue;
    return not(`no ready endpoint behind Service ${service}`, `kubectl -n ${namespace} get endpointslices,pods`);
  }
  return HOLDS;
}
