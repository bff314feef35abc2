import type { ParityNotes } from "../notes";

const RELEASED = "upstream's release carries the name of the development version; ours is the release's";
const path = "metadata.annotations.gateway.networking.k8s.io/bundle-version";

export const gatewayApi: ParityNotes = {
  leftOut: [],
  added: [],
  differences: ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"].map((kind) => ({
    object: `${kind} safe-upgrades.gateway.networking.k8s.io`,
    path,
    reason: RELEASED,
  })),
};
