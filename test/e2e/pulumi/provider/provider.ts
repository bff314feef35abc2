import { setMaxListeners } from "node:events";
import { Client } from "./client";
import type { EngineLog } from "./engine-log";
import { connectionOf } from "./kubeconfig";
import type { Operation } from "./operation";
import { hasUnknown } from "./properties";
import { Requests } from "./requests";
import { settingsOf, type Settings } from "./settings";

/** One configured provider: its settings, its cluster, and what ends its operations. */
export class Provider {
  readonly #log: EngineLog;
  readonly #cancelled = new AbortController();
  #settings: Settings | undefined;
  #client: Client | undefined;
  #unreachable = "the provider is not configured";

  constructor(log: EngineLog) {
    this.#log = log;
    setMaxListeners(0, this.#cancelled.signal);
  }

  /** Takes the settings, and connects where they are known. */
  public async configure(variables: ReadonlyMap<string, string>, environment: NodeJS.ProcessEnv): Promise<void> {
    this.#settings = settingsOf(variables, environment);
    const { kubeconfig, context, cluster } = this.#settings;
    if (hasUnknown(kubeconfig)) {
      this.#unreachable = "its kubeconfig is not known yet";
      return;
    }
    try {
      const client = new Client(new Requests(connectionOf(kubeconfig, { context, cluster })));
      await client.isNamespaced("v1", "Namespace");
      this.#client = client;
    } catch (error) {
      this.#unreachable = error instanceof Error ? error.message : String(error);
    }
  }

  public get settings(): Settings {
    if (this.#settings === undefined) throw new Error(this.#unreachable);
    return this.#settings;
  }

  /** The cluster, where it answers. */
  public get reachable(): Client | undefined {
    return this.#client;
  }

  /** Why the cluster does not answer. */
  public get unreachable(): string {
    return this.#unreachable;
  }

  /** What an operation works with; throws where the cluster does not answer. */
  public operation(urn: string, { isPreview = false, timeoutSeconds = 0 } = {}): Operation {
    const log = this.#log.of(urn);
    if (this.#client === undefined)
      throw new Error(`configured Kubernetes cluster is unreachable: ${this.#unreachable}`);
    const { settings } = this;
    const cancelled = this.#cancelled.signal;
    return { urn, client: this.#client, settings, log, isPreview, timeoutSeconds, cancelled };
  }

  /** Ends every wait. */
  public cancel(): void {
    this.#cancelled.abort();
  }
}
