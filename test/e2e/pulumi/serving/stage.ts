import { join } from "node:path";
import { ServingApp } from "../../../../lib/output/serving-app";
import type { Plan } from "../../../../lib/plan";
import { StandIns } from "../../api-level/stand-ins";
import { callsWebhooksThroughSocket } from "../../api-level/webhook-responder";
import type { Cluster } from "../../cluster/cluster";
import { controlPlane } from "../../cluster/control-plane";
import { FAST, Workspace, type WorkspaceOptions } from "../workspace";
import { definition, type PlatformSettings } from "./definition";

const SERVING = join(__dirname, "..", "programs", "serving.ts");

/** A control plane with stand-ins for pods, and a Pulumi stack that deploys a platform to it. */
export class Stage {
  #cluster: Cluster | undefined;
  #workspace: Workspace | undefined;
  #standIns: StandIns | undefined;
  #plan: Plan | undefined;
  readonly #options: Omit<WorkspaceOptions, "kubeconfig">;

  /** What is deployed, and by what. @default - the platform of the checks */
  constructor(options: Partial<Omit<WorkspaceOptions, "kubeconfig">> = {}) {
    this.#options = { program: SERVING, ...options };
  }

  /** Starts both; they end together. */
  public readonly start = async (): Promise<Cluster> => {
    const cluster = await controlPlane({ apiServerFlags: callsWebhooksThroughSocket });
    const stop = async (): Promise<void> => {
      await this.#standIns?.stop().catch(() => undefined);
      await this.#workspace?.end();
      await cluster.stop();
    };
    try {
      this.#cluster = { ...cluster, stop };
      this.#workspace = await Workspace.create({ ...this.#options, kubeconfig: cluster.kubectl.kubeconfig });
      return this.#cluster;
    } catch (error) {
      await stop();
      throw error;
    }
  };

  /** The plan of the checks' platform: what its program deploys, and what stand-ins serve. */
  public get plan(): Plan {
    return (this.#plan ??= planOf());
  }

  /** The stack. */
  public get workspace(): Workspace {
    if (!this.#workspace) throw new Error("there is no stack: the suite was not started");
    return this.#workspace;
  }

  /** A second stack, whose state knows nothing of the first; it is ended by who asked for it. */
  public another(): Promise<Workspace> {
    if (!this.#cluster) throw new Error("there is no cluster: the suite was not started");
    return Workspace.create({ ...this.#options, kubeconfig: this.#cluster.kubectl.kubeconfig });
  }

  /** Throws where a preview or a refresh shows a change; tells how long they took. */
  public async expectNoChanges(): Promise<string> {
    const preview = await this.workspace.preview({ expectNoChanges: true });
    const refresh = await this.workspace.refresh({ ...FAST, expectNoChanges: true });
    return `preview ${Math.round(preview.seconds)} s, refresh ${Math.round(refresh.seconds)} s`;
  }

  /** Lets Deployments roll out and webhooks answer from now on; those of the other mode are among them. */
  public async standIn(): Promise<void> {
    if (!this.#cluster) throw new Error("there is no cluster: the suite was not started");
    this.#standIns ??= await StandIns.start(this.#cluster, this.plan, { pods: true });
  }
}

/** What the program deploys with these settings. */
export function planOf(settings: PlatformSettings = {}): Plan {
  const app = new ServingApp();
  definition(app, { domain: "models.acme.test", broker: "http://broker", ...settings });
  return app.plan();
}
