import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binaries } from "./binaries";
import { makeCertificates } from "./certificates";
import { Kubectl } from "./kubectl";
import { until } from "./progress";

/** etcd, an API server and the controller manager on loopback; nothing runs pods. */
export class ControlPlane {
  public readonly kubectl: Kubectl;
  readonly #directory: string;
  readonly #processes: ChildProcess[];

  private constructor(directory: string, processes: ChildProcess[], kubectl: Kubectl) {
    this.#directory = directory;
    this.#processes = processes;
    this.kubectl = kubectl;
  }

  public static async start(): Promise<ControlPlane> {
    const programs = await binaries();
    const directory = mkdtempSync(join(tmpdir(), "kserve-stack-e2e-"));
    const processes: ChildProcess[] = [];
    const kubectl = new Kubectl(programs["kubectl"] ?? "kubectl", join(directory, "admin.kubeconfig"));
    const plane = new ControlPlane(directory, processes, kubectl);
    const start = (name: string, args: readonly string[]): void => {
      const log = openSync(join(directory, `${name}.log`), "w");
      processes.push(spawn(programs[name] ?? name, args, { cwd: directory, stdio: ["ignore", log, log] }));
      closeSync(log);
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        void plane.stop().then(() => process.exit(130));
      });
    }
    try {
      makeCertificates(directory);
      const [client, peer, api, manager] = await freePorts(4);
      const etcd = `http://127.0.0.1:${String(client)}`;
      const own = `http://127.0.0.1:${String(peer)}`;
      start("etcd", [
        `--data-dir=${join(directory, "etcd")}`,
        `--listen-client-urls=${etcd}`,
        `--advertise-client-urls=${etcd}`,
        `--listen-peer-urls=${own}`,
        `--initial-advertise-peer-urls=${own}`,
        `--initial-cluster=default=${own}`,
        "--unsafe-no-fsync",
        "--log-level=warn",
      ]);
      for (const user of ["admin", "kcm"]) {
        writeFileSync(join(directory, `${user}.kubeconfig`), kubeconfig(directory, user, api ?? 0));
      }
      start("kube-apiserver", [
        "--bind-address=127.0.0.1",
        // A loopback address is refused as an endpoint, so no endpoint of the API server itself is written.
        "--advertise-address=192.0.2.1",
        "--endpoint-reconciler-type=none",
        `--secure-port=${String(api)}`,
        `--etcd-servers=${etcd}`,
        "--service-cluster-ip-range=10.96.0.0/16",
        "--client-ca-file=ca.crt",
        "--tls-cert-file=apiserver.crt",
        "--tls-private-key-file=apiserver.key",
        "--service-account-key-file=sa.pub",
        "--service-account-signing-key-file=sa.key",
        "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
        "--authorization-mode=Node,RBAC",
        "--allow-privileged",
      ]);
      await until("the API server is ready", 120, () => kubectl.succeeds("get", "--raw", "/readyz"));
      // Without it no Namespace and no foreground deletion ever ends.
      start("kube-controller-manager", [
        "--kubeconfig=kcm.kubeconfig",
        "--authentication-kubeconfig=kcm.kubeconfig",
        "--authorization-kubeconfig=kcm.kubeconfig",
        "--bind-address=127.0.0.1",
        `--secure-port=${String(manager)}`,
        "--use-service-account-credentials",
        "--service-account-private-key-file=sa.key",
        "--root-ca-file=ca.crt",
        "--leader-elect=false",
      ]);
      await until("namespaces get their ServiceAccount", 60, () =>
        kubectl.succeeds("get", "serviceaccount", "default", "-n", "default"),
      );
    } catch (error) {
      await plane.stop();
      throw error;
    }
    return plane;
  }

  /** Ends the processes it started, newest first, and removes its directory. */
  public async stop(): Promise<void> {
    for (const child of [...this.#processes].reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await gone;
      clearTimeout(force);
    }
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

function kubeconfig(directory: string, user: string, port: number): string {
  const encoded = (file: string): string => readFileSync(join(directory, file)).toString("base64");
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: "e2e",
        cluster: { server: `https://127.0.0.1:${String(port)}`, "certificate-authority-data": encoded("ca.crt") },
      },
    ],
    users: [
      {
        name: user,
        user: { "client-certificate-data": encoded(`${user}.crt`), "client-key-data": encoded(`${user}.key`) },
      },
    ],
    contexts: [{ name: "e2e", context: { cluster: "e2e", user } }],
    "current-context": "e2e",
  });
}

/** Ports that the kernel has free, held open together so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
