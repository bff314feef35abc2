import type { Cluster } from "../cluster/cluster";
import { Blobs } from "../images/blobs";
import { build } from "../images/image";
import { programPaths } from "../images/programs";
import { reference, serve } from "../images/registry";
import { succeed } from "../node/succeed";

/** The Namespace of everything that the checks of a node make. */
export const NAMESPACE = "probes";
/** The port at which a probe serves. */
export const PORT = 8080;

/** Has the registry of a run directory serve an image that serves and looks around; what a pod with it consists of. */
export async function probeSpec(directory: string): Promise<Readonly<Record<string, unknown>>> {
  const { probe } = await programPaths(["probe"]);
  const { digest } = await build(new Blobs(), {
    layers: [[{ path: "/probe", file: probe.path, mode: 0o755 }]],
    entrypoint: ["/probe"],
    user: 65532,
  });
  const image = { repository: "probe", tag: "e2e", digest };
  serve(directory, [image]);
  return {
    containers: [
      {
        name: "probe",
        image: reference(image),
        args: ["serve", `:${PORT}`],
        ports: [{ containerPort: PORT }],
        readinessProbe: { httpGet: { path: "/ready", port: PORT }, periodSeconds: 1 },
        securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
      },
    ],
  };
}

/** What a probe sees from inside of its pod. */
export async function seenFrom({ kubectl }: Cluster, pod: string, ...question: string[]): Promise<string> {
  const args = ["exec", "-n", NAMESPACE, pod, "--", "/probe", ...question];
  return (await succeed(kubectl.program, [`--kubeconfig=${kubectl.kubeconfig}`, ...args])).trim();
}
