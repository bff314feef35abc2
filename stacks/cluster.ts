import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { KubernetesObject, KubernetesObjectApi } from "@kubernetes/client-node" with {
  "resolution-mode": "import",
};
import * as pulumi from "@pulumi/pulumi";
import type { ObjectMeta } from "kubernetes-types/meta/v1";
import type { Manifest } from "../lib/internal/emit";
import type { ClusterAccess } from "./cluster-access";

/** What every object of a cluster has. */
interface Stored {
  readonly metadata?: ObjectMeta;
}

/** What the cluster said to a request. */
export type Answer = { readonly is: "done" } | { readonly is: "refused"; readonly words: string };

/** The cluster, as far as gates have to ask it: beside the provider, which has no word for a question. */
export class Cluster {
  readonly #access: ClusterAccess;
  #api: Promise<KubernetesObjectApi> | undefined;

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  /** One object; undefined where there is none, or no such kind. */
  public async read<T extends Stored = Stored>(
    apiVersion: string,
    kind: string,
    name: string,
    namespace?: string,
  ): Promise<T | undefined> {
    const api = await this.#connect();
    try {
      return (await api.read({
        apiVersion,
        kind,
        metadata: { name, ...(namespace !== undefined && { namespace }) },
      })) as unknown as T;
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw unreachable(error);
    }
  }

  /** All objects of a kind, of one namespace or of all; none where there is no such kind. */
  public async list<T extends Stored = Stored>(
    apiVersion: string,
    kind: string,
    { namespace, labels, fields }: { namespace?: string; labels?: string; fields?: string } = {},
  ): Promise<T[]> {
    const api = await this.#connect();
    try {
      const { items } = await api.list(apiVersion, kind, namespace, undefined, undefined, undefined, fields, labels);
      return items as unknown as T[];
    } catch (error) {
      if (isAbsent(error)) return [];
      throw unreachable(error);
    }
  }

  /** What the cluster would say to a new object; nothing is stored. */
  public async tryToCreate(manifest: Manifest): Promise<Answer> {
    const api = await this.#connect();
    try {
      await api.create(manifest as KubernetesObject, undefined, "All");
      return { is: "done" };
    } catch (error) {
      return { is: "refused", words: wordsOf(error) };
    }
  }

  #connect(): Promise<KubernetesObjectApi> {
    this.#api ??= this.#open();
    return this.#api;
  }

  async #open(): Promise<KubernetesObjectApi> {
    // It is an ES module, and needed only where something is deployed.
    const { KubeConfig, KubernetesObjectApi } = await import("@kubernetes/client-node");
    const [kubeconfig, context] = await Promise.all([known(this.#access.kubeconfig), known(this.#access.context)]);
    const config = new KubeConfig();
    if (kubeconfig === undefined || kubeconfig === "") config.loadFromDefault();
    else config.loadFromString(textOf(kubeconfig));
    if (context !== undefined && context !== "") config.setCurrentContext(context);
    return KubernetesObjectApi.makeApiClient(config);
  }
}

/** The provider takes a path in place of a kubeconfig too. */
function textOf(kubeconfig: string): string {
  const path = kubeconfig.startsWith("~/") ? join(homedir(), kubeconfig.slice(2)) : kubeconfig;
  return !kubeconfig.includes("\n") && existsSync(path) ? readFileSync(path, "utf8") : kubeconfig;
}

function known<T>(input: pulumi.Input<T> | undefined): Promise<T | undefined> {
  return new Promise((resolve) => {
    pulumi.output(input).apply((value) => {
      resolve(value as T | undefined);
    });
  });
}

interface ApiError {
  readonly code?: number;
  readonly body?: unknown;
}

/** No such object, or no such kind yet. */
function isAbsent(error: unknown): boolean {
  return (
    (error as ApiError).code === 404 ||
    (error instanceof Error && /^Unrecognized API version and kind/.test(error.message))
  );
}

function wordsOf(error: unknown): string {
  const { body } = error as ApiError;
  if (typeof body === "string") {
    try {
      return (JSON.parse(body) as { message?: string }).message ?? body;
    } catch {
      return body;
    }
  }
  return error instanceof Error ? error.message : String(error);
}

function unreachable(error: unknown): Error {
  return new Error(wordsOf(error));
}
