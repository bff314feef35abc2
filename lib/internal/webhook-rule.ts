import type { RuleWithOperations } from "kubernetes-types/admissionregistration/v1";

/** Which requests reach a webhook. */
export interface WebhookRule {
  readonly apiGroups: string[];
  readonly apiVersions: string[];
  readonly operations: string[];
  readonly resources: string[];
  readonly scope?: "Cluster" | "Namespaced" | "*";
}

/** Rules of a webhook; `kubernetes-types` leaves the API's own fields of this type out. */
export function webhookRules(...rules: WebhookRule[]): RuleWithOperations[] {
  return rules;
}
