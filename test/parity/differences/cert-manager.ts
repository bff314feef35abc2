import type { ParityNotes } from "../notes";

export const certManager: ParityNotes = {
  leftOut: [{ object: "Namespace cert-manager", reason: "the platform's namespaces chart emits every namespace" }],
  added: [],
  differences: [],
};
