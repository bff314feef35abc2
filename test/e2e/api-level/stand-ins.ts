import type { Manifest } from "../../../lib/internal/emit";
import type { Condition, Plan } from "../../../lib/plan";
import { messageOf, type Stored } from "../cluster/api";
import type { Cluster } from "../cluster/cluster";
import { isWebhookConfiguration } from "../objects";
import { sleep } from "../progress";
import { startWebhookResponder, type WebhookResponder } from "./webhook-responder";

/** Controllers that {@link StandIns} takes the place of: they would take its statuses back. */
export const replacedControllers = ["deployment-controller", "replicaset-controller", "daemonset-controller"];

interface StoredPod extends Stored {
  readonly status: { readonly phase?: string };
}

interface Webhook {
  readonly clientConfig: { readonly caBundle?: string; readonly service: { name: string; namespace: string } };
  readonly rules?: readonly unknown[];
}

/** Which part of a cluster is stood in for. */
export interface StandInOptions {
  /**
   * Whether the controllers of Deployments run, and only their pods are stood in for: they become ready without a node.
   *
   * @default false: Deployments roll out without pods
   */
  readonly pods?: boolean;
}

/**
 * Does what nodes and controllers do for a gate: Deployments roll out at once, webhook configurations get the CA and
 * the rules that their controllers write, and their webhooks are answered. What no pod can show this does not show
 * either; it shows that the gates pass when, and only when, the cluster has become what they wait for.
 */
export class StandIns {
  readonly #cluster: Cluster;
  readonly #manifests: readonly Manifest[];
  readonly #responder: WebhookResponder;
  readonly #standsInForPods: boolean;
  readonly #done: Promise<void>;
  #isStopped = false;
  #failure: unknown;

  private constructor(
    cluster: Cluster,
    manifests: readonly Manifest[],
    responder: WebhookResponder,
    { pods = false }: StandInOptions,
  ) {
    this.#cluster = cluster;
    this.#standsInForPods = pods;
    this.#manifests = manifests;
    this.#responder = responder;
    this.#done = this.#run().catch((error: unknown) => (this.#failure = error)) as Promise<void>;
  }

  public static async start(cluster: Cluster, { charts }: Plan, options: StandInOptions = {}): Promise<StandIns> {
    const manifests = charts.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
    const conditions = charts.flatMap(({ gate }): readonly Condition[] => gate?.conditions ?? []);
    const services = manifests.filter(isWebhookConfiguration).flatMap(webhooksOf).map(serviceOf);
    const responder = await startWebhookResponder(
      cluster.own?.directory ?? "",
      [...new Set(services.map(({ name, namespace }) => `${name}.${namespace}.svc`))],
      conditions.flatMap((condition) => (condition.type === "Refuses" ? [condition] : [])),
    );
    return new StandIns(cluster, manifests, responder, options);
  }

  /** Ends it; throws what went wrong meanwhile. */
  public async stop(): Promise<void> {
    this.#isStopped = true;
    this.#responder.close();
    await this.#done;
    if (this.#failure !== undefined) throw this.#failure as Error;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      if (this.#standsInForPods) await this.#runPods();
      for (const manifest of this.#manifests) {
        const isDeployment = manifest.kind === "Deployment" && !this.#standsInForPods;
        if (!isDeployment && !isWebhookConfiguration(manifest)) continue;
        const stored = await this.#cluster.api.read(manifest);
        if (!stored || stored.metadata.deletionTimestamp !== undefined) continue;
        await (isDeployment ? this.#rollOut(stored) : this.#arm(stored));
      }
      await sleep(300);
    }
  }

  /** Every pod is ready at once; without a node, nothing takes that back. */
  async #runPods(): Promise<void> {
    const { items } = await this.#cluster.api.get<{ items: readonly StoredPod[] }>("/api/v1/pods");
    for (const pod of items) {
      if (pod.metadata.deletionTimestamp !== undefined || pod.status.phase === "Running") continue;
      const conditions = ["PodScheduled", "Initialized", "ContainersReady", "Ready"].map((type) => ({
        type,
        status: "True",
      }));
      const status = { phase: "Running", podIP: "192.0.2.10", podIPs: [{ ip: "192.0.2.10" }], conditions };
      await this.#patch({ ...pod, apiVersion: "v1", kind: "Pod" }, { status }, "/status");
    }
  }

  async #rollOut(deployment: Stored): Promise<void> {
    const { spec, status } = deployment as unknown as {
      spec: { replicas: number };
      status?: { observedGeneration?: number };
    };
    const { generation: observedGeneration } = deployment.metadata;
    if (status?.observedGeneration === observedGeneration) return;
    const { replicas } = spec;
    const counts = { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
    await this.#patch(deployment, { status: { observedGeneration, ...counts } }, "/status");
  }

  async #arm(configuration: Stored): Promise<void> {
    const webhooks = webhooksOf(configuration);
    for (const webhook of webhooks) await this.#serve(webhook);
    if (webhooks.every(({ clientConfig, rules }) => clientConfig.caBundle !== undefined && rules !== undefined)) return;
    const armed = webhooks.map((webhook) => ({
      ...webhook,
      clientConfig: { ...webhook.clientConfig, caBundle: this.#responder.caBundle },
      rules: webhook.rules ?? [knativeRule(configuration.metadata.name)],
    }));
    await this.#patch(configuration, { webhooks: armed });
  }

  /** A ready endpoint; the API server calls it through its socket, so that any address will do. */
  async #serve(webhook: Webhook): Promise<void> {
    const { name, namespace } = serviceOf(webhook);
    const service = await this.#cluster.api.read({ apiVersion: "v1", kind: "Service", metadata: { name, namespace } });
    if (!service) return;
    const { ports } = (service as unknown as { spec: { ports: { name?: string; port: number }[] } }).spec;
    const slice = {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { name: `${name}-stand-in`, namespace, labels: { "kubernetes.io/service-name": name } },
      addressType: "IPv4",
      ports: ports.map(({ name: port, port: number }) => ({ ...(port && { name: port }), port: number })),
      endpoints: [{ addresses: ["192.0.2.10"], conditions: { ready: true } }],
    };
    if (!(await this.#cluster.api.read(slice))) await this.#cluster.api.apply(slice, { manager: "stand-in" });
  }

  async #patch(object: Stored, patch: object, subresource = ""): Promise<void> {
    const reply = await this.#cluster.api.merge(object, patch, subresource);
    // It may be deleted by now.
    if (reply.code !== 200 && reply.code !== 404) throw new Error(`${object.metadata.name}: ${messageOf(reply)}`);
  }
}

/** What Knative's webhooks write into their own configurations, as far as a bad object is sent to them. */
function knativeRule(configuration: string): object {
  const [apiGroups, resources] = configuration.startsWith("config.")
    ? ["", "configmaps"]
    : ["serving.knative.dev", "services"];
  return { operations: ["CREATE"], apiGroups: [apiGroups], apiVersions: ["v1"], resources: [resources] };
}

function webhooksOf(configuration: Manifest): readonly Webhook[] {
  return (configuration as unknown as { webhooks: readonly Webhook[] }).webhooks;
}

function serviceOf({ clientConfig: { service } }: Webhook): { name: string; namespace: string } {
  return service;
}
