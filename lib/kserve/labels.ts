import type { Labels } from "../internal/emit";

/** Labels of every object of KServe but the issuer, as upstream's release writes them. */
export const labels: Labels = { "app.kubernetes.io/component": "kserve", "app.kubernetes.io/name": "kserve" };

/** Name of the controller, and of what belongs to it alone. */
export const CONTROLLER = "kserve-controller-manager";

/** Labels that select the controller's pods. */
export const selector: Labels = { "control-plane": CONTROLLER, "controller-tools.k8s.io": "1.0" };
