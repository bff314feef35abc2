import { KNATIVE, type Rule } from "./rule";

const VARIABLES = ["K_SERVICE", "K_CONFIGURATION", "K_REVISION"];
const PATHS = ["/", "/dev", "/dev/log"];

/** Names and places that Knative fills itself. */
export const knativeReserved: Rule = {
  refuses: "a container `queue-proxy`, variables that Knative sets, and mounts at `/` or `/dev` (Knative mode)",
  source: `${KNATIVE}/serving/k8s_validation.go reservedContainerNames, reservedEnvVars, reservedPaths`,
  *check({ mode, components }) {
    if (mode !== "Knative") return;
    for (const { at, containers } of components) {
      for (const { at: place, container, kind } of containers) {
        if (kind.startsWith("worker")) continue;
        if (container.name === "queue-proxy") {
          yield { prop: `${at}${place}.name`, expected: "another name", got: container.name, fix: 'name: "proxy"' };
        }
        // A sidecar may have PORT: only the container that serves is given it.
        const serves = kind === "server" || (container.ports ?? []).length > 0 || containers.length === 1;
        const reserved = serves ? ["PORT", ...VARIABLES] : VARIABLES;
        for (const { name } of container.env ?? []) {
          if (!reserved.includes(name)) continue;
          yield {
            prop: `${at}${place}.env`,
            expected: `without ${name}, which Knative sets`,
            got: name,
            fix: "leave it out",
          };
        }
        for (const { mountPath } of container.volumeMounts ?? []) {
          if (mountPath.startsWith("/") && !PATHS.includes(mountPath.replace(/(.)\/+$/, "$1"))) continue;
          yield {
            prop: `${at}${place}.volumeMounts`,
            expected: "at an absolute path that is not / or /dev",
            got: mountPath,
            fix: 'mountPath: "/data"',
          };
        }
      }
    }
  },
};
