import { Construct } from "constructs";
import type {
  NamedRuleWithOperations,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from "kubernetes-types/admissionregistration/v1";
import { addonContext, type AddonProps } from "../internal/addon";
import { emit } from "../internal/emit";
import { webhookRules } from "../internal/webhook-rule";
import { BUNDLE_VERSION, CHANNEL, SAFE_UPGRADES, safeUpgrades } from "./safe-upgrades";

/** Settings of {@link GatewayApiPolicy}. */
export type GatewayApiPolicyProps = AddonProps;

/**
 * Keeps the Gateway API's definitions from being replaced by older or experimental ones.
 *
 * The API server judges by it: there is no webhook and no pod.
 *
 * @see https://gateway-api.sigs.k8s.io/concepts/versioning/
 */
export class GatewayApiPolicy extends Construct {
  constructor(scope: Construct, id: string, props: GatewayApiPolicyProps = {}) {
    super(scope, id);
    const { version } = addonContext(this, props).release.components.gatewayApi;
    const metadata = { name: SAFE_UPGRADES, annotations: { [BUNDLE_VERSION]: `v${version}`, [CHANNEL]: "standard" } };
    emit(this, {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicy",
      metadata,
      spec: {
        failurePolicy: "Fail",
        matchConstraints: { resourceRules: definitions("*") },
        validations: safeUpgrades,
      },
    } satisfies ValidatingAdmissionPolicy);
    emit(this, {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicyBinding",
      metadata,
      spec: {
        policyName: SAFE_UPGRADES,
        validationActions: ["Deny"],
        matchResources: { resourceRules: definitions("customresourcedefinitions") },
      },
    } satisfies ValidatingAdmissionPolicyBinding);
  }
}

function definitions(resource: string): NamedRuleWithOperations[] {
  return webhookRules({
    apiGroups: ["apiextensions.k8s.io"],
    apiVersions: ["v1"],
    operations: ["CREATE", "UPDATE"],
    resources: [resource],
  });
}
