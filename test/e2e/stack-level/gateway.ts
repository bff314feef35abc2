import { Agent, request } from "node:http";
import { spawn } from "node:child_process";
import type { Cluster } from "../cluster/cluster";
import { freePorts } from "../cluster/free-ports";
import { onShutdown } from "../cluster/shutdown";
import { until } from "../progress";

/** What a server answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  /** Who answered, as the answer's headers say. */
  readonly by: string;
  readonly seconds: number;
}

/** A Service that requests enter a cluster by. */
export interface Entrance {
  readonly namespace: string;
  readonly service: string;
}

/** The Service of the ingress gateway that the platform installs. */
export const INGRESS: Entrance = { namespace: "istio-system", service: "istio-ingressgateway" };

/**
 * The entrance of a cluster as any client outside meets it: a connection to Envoy, and the host name of the URL.
 *
 * On a node of our own the Service's address is reached as it is; elsewhere through `kubectl port-forward`.
 */
export class Gateway {
  readonly #host: string;
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });

  private constructor(host: string, port: number) {
    this.#host = host;
    this.#port = port;
  }

  public static async open(cluster: Cluster, entrance: Entrance = INGRESS): Promise<Gateway> {
    const gateway = cluster.node ? await direct(cluster, entrance) : await forwarded(cluster, entrance);
    await until("the gateway answers", 60, async () => (await gateway.call("http://nobody.invalid/")).status > 0);
    return gateway;

    async function direct({ api }: Cluster, { namespace, service }: Entrance): Promise<Gateway> {
      const { spec } = await api.get<{ spec: { clusterIP: string } }>(
        `/api/v1/namespaces/${namespace}/services/${service}`,
      );
      return new Gateway(spec.clusterIP, 80);
    }

    async function forwarded({ kubectl }: Cluster, { namespace, service }: Entrance): Promise<Gateway> {
      const [port = 0] = await freePorts(1);
      const args = [`--kubeconfig=${kubectl.kubeconfig}`, "-n", namespace, "port-forward", `service/${service}`];
      const child = spawn(kubectl.program, [...args, `${port}:80`], { stdio: "ignore" });
      onShutdown(() => {
        child.kill();
        return Promise.resolve();
      });
      return new Gateway("127.0.0.1", port);
    }
  }

  /** GET, or POST where there is a body; the path and host are the URL's. */
  public call(url: string, body?: unknown): Promise<HttpAnswer> {
    const { host, pathname, search } = new URL(url);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const start = Date.now();
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: this.#host,
          port: this.#port,
          agent: this.#agent,
          method: text === undefined ? "GET" : "POST",
          path: `${pathname}${search}`,
          headers: {
            host,
            ...(text !== undefined && {
              "content-type": "application/json",
              "content-length": Buffer.byteLength(text),
            }),
          },
          timeout: 120_000,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
              by: `${String(response.headers["server"] ?? "nobody")}, upstream time ${String(response.headers["x-envoy-upstream-service-time"] ?? "none")}`,
              seconds: (Date.now() - start) / 1000,
            });
          });
        },
      );
      outgoing.on("timeout", () => outgoing.destroy(new Error(`${url}: no answer within 120 s`)));
      outgoing.on("error", reject);
      outgoing.end(text);
    });
  }
}
