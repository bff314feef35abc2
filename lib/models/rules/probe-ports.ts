import { type Rule } from "./rule";

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"] as const;
const WAYS = PROBES.flatMap((probe) => [[probe, "httpGet"] as const, [probe, "tcpSocket"] as const]);

/** Knative asks at the container's own port; a Deployment's probe needs to be told one. */
export const probePorts: Rule = {
  refuses: "a probe without a port (Standard mode)",
  source:
    "Kubernetes: pkg/apis/core/validation/validation.go validateHTTPGetAction, validateTCPSocketAction; kserve v0.20.0 Makefile takes the port out of what the schema requires, for Knative",
  *check({ mode, components }) {
    if (mode !== "Standard") return;
    for (const { at, containers } of components) {
      for (const { at: place, container } of containers) {
        for (const [probe, action] of WAYS) {
          const asked = container[probe]?.[action];
          if (!asked || (asked.port ?? 0) !== 0) continue;
          yield {
            prop: `${at}${place}.${probe}.${action}.port`,
            expected: "stated in Standard mode, where no other port is asked",
            got: asked.port,
            fix: "port: 8080",
          };
        }
      }
    }
  },
};
