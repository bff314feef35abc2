import { KNATIVE, type Rule } from "./rule";

const RESERVED = [8008, 8012, 8013, 8022, 9090, 9091];
const NAMES = ["", "h2c", "http1"];

/** Knative sends requests to one port of a pod. */
export const knativePorts: Rule = {
  refuses:
    "several ports in a pod of Knative mode, none where there are several containers, and names and numbers that Knative keeps",
  source: `${KNATIVE}/serving/k8s_validation.go validateContainersPorts, validateContainerPorts; knative.dev/serving v0.48.1 pkg/networking/constants.go`,
  *check({ mode, components }) {
    if (mode !== "Knative") return;
    for (const { at, containers } of components) {
      const beside = containers.filter(({ kind }) => kind === "server" || kind === "container");
      const ports = beside.flatMap(({ at: place, container }) =>
        (container.ports ?? []).map((port) => ({ prop: `${at}${place}.ports`, port })),
      );
      if (ports.length > 1) {
        yield {
          prop: ports[1]?.prop ?? at,
          expected: "one in all containers of a pod (Knative mode)",
          got: ports.map(({ port }) => port.containerPort),
          fix: 'leave one of them, or mode: "Standard"',
        };
      }
      // A runtime may bring the port; only a server of one's own is known whole.
      const isOwn = beside.every(({ kind }) => kind === "container");
      if (ports.length === 0 && beside.length > 1 && isOwn) {
        yield {
          prop: `${at}containers`,
          expected: "with a port in the one that serves, where there are several (Knative mode)",
          got: beside.length,
          fix: "ports: [{ containerPort: 8080 }]",
        };
      }
      for (const { prop, port } of ports) {
        if (!NAMES.includes(port.name ?? "")) {
          yield {
            prop,
            expected: 'named "http1" or "h2c", or not at all',
            got: port.name,
            fix: 'name: "h2c" for gRPC',
          };
        }
        if (port.protocol !== undefined && port.protocol !== "TCP") {
          yield { prop, expected: "of TCP", got: port.protocol, fix: "leave protocol out" };
        }
        if (RESERVED.includes(port.containerPort)) {
          yield {
            prop,
            expected: "none that Knative uses itself",
            got: port.containerPort,
            fix: "containerPort: 8080",
          };
        }
      }
    }
  },
};
