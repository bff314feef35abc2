import type { Validation } from "kubernetes-types/admissionregistration/v1";

/** Name of the policy and of its binding. */
export const SAFE_UPGRADES = "safe-upgrades.gateway.networking.k8s.io";
/** Annotation of each definition: the release that it comes from. */
export const BUNDLE_VERSION = "gateway.networking.k8s.io/bundle-version";
/** Annotation of each definition: "standard" or "experimental". */
export const CHANNEL = "gateway.networking.k8s.io/channel";

const OTHER_GROUP = "object.spec.group != 'gateway.networking.k8s.io'";
const has = (object: string, annotation: string): string =>
  `has(${object}.metadata.annotations) && ${object}.metadata.annotations.exists(k, k == '${annotation}')`;
const isInChannel = (object: string, channel: string): string =>
  `${has(object, CHANNEL)} && ${object}.metadata.annotations['${CHANNEL}'] == '${channel}'`;
const isNotOf = (versions: string): string =>
  `!matches(object.metadata.annotations['${BUNDLE_VERSION}'], '${versions}')`;

/**
 * What the policy asks of a Gateway API definition, as upstream's release states it.
 *
 * @see https://gateway-api.sigs.k8s.io/concepts/versioning/
 */
export const safeUpgrades: Validation[] = [
  {
    expression: [
      OTHER_GROUP,
      "oldObject == null",
      `( ${isInChannel("object", "standard")} )`,
      `( oldObject != null && ${isInChannel("oldObject", "experimental")} )`,
    ].join(" || "),
    message: `Installing experimental CRDs on top of standard channel CRDs is prohibited by default. Uninstall ValidatingAdmissionPolicy ${SAFE_UPGRADES} to install experimental CRDs on top of standard channel CRDs.`,
    reason: "Invalid",
  },
  {
    // CEL reads the doubled backslash as one.
    expression: `${OTHER_GROUP} || (${has("object", BUNDLE_VERSION)} && ${isNotOf("v1.[0-4].\\\\d+")} && ${isNotOf("v0")})`,
    message: `Installing CRDs with version before v1.5.0 is prohibited by default. Uninstall ValidatingAdmissionPolicy ${SAFE_UPGRADES} to install older versions.`,
    reason: "Invalid",
  },
];
