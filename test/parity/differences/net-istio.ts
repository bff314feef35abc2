import type { ParityNotes } from "../notes";

export const netIstio: ParityNotes = {
  leftOut: [],
  added: [],
  differences: ["controller", "webhook"]
    .map((name) => ({
      object: `Deployment knative-serving/net-istio-${name}`,
      path: "spec.replicas",
      reason: "the API's default, stated",
    }))
    .concat([
      {
        object: "ConfigMap knative-serving/config-istio",
        path: "data._example",
        reason: "documentation; Istio's own gateways are the defaults",
      },
    ]),
};
