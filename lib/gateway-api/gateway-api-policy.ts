import { Construct } from "constructs";
import type {
  NamedRuleWithOperations,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from "kubernetes-types/admissionregistration/v1";
import { addonContext, type AddonProps } from "../internal/addon";
import { emit } from "../internal/emit";
import { webhookRules } from "../internal/webhook-rule";
import type { Judge, Refusal } from "../plan/refusal";
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
export class GatewayApiPolicy extends Construct implements Judge {
  public readonly refusals: readonly Refusal[] = [outdated];

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

const GROUP = "gateway.networking.k8s.io";

/** A definition of an older release: it passes every check of the API server but this policy. */
const outdated: Refusal = {
  manifest: {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: {
      name: `kservestackprobes.${GROUP}`,
      annotations: {
        // The API server asks for this annotation on every group of the Kubernetes project.
        "api-approved.kubernetes.io": "unapproved, a probe that is never stored",
        [BUNDLE_VERSION]: "v1.4.0",
        [CHANNEL]: "standard",
      },
    },
    spec: {
      group: GROUP,
      scope: "Namespaced",
      names: { kind: "KServeStackProbe", plural: "kservestackprobes", singular: "kservestackprobe" },
      versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: { type: "object" } } }],
    },
  },
  says: "Installing CRDs with version before v1.5.0 is prohibited by default",
};

function definitions(resource: string): NamedRuleWithOperations[] {
  return webhookRules({
    apiGroups: ["apiextensions.k8s.io"],
    apiVersions: ["v1"],
    operations: ["CREATE", "UPDATE"],
    resources: [resource],
  });
}
