import type { KubeObject, Fields } from "./object";
import { StatusError, type Requests, type WatchEvent } from "./requests";

interface ApiResource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** The API server does not serve a kind, or does not yet. */
export class NoMatchError extends Error {
  constructor(apiVersion: string, kind: string) {
    super(`no matches for kind "${kind}" in version "${apiVersion}"`);
  }
}

/** How an object is written. */
export interface WriteOptions {
  readonly fieldManager: string;
  readonly dryRun: boolean;
}

/** The verbs of the Kubernetes API on objects of any kind. */
export class Client {
  readonly #requests: Requests;
  readonly #served = new Map<string, Promise<readonly ApiResource[]>>();

  constructor(requests: Requests) {
    this.#requests = requests;
  }

  /** Whether a kind has namespaces; undefined where it is not served. */
  public async isNamespaced(apiVersion: string, kind: string): Promise<boolean | undefined> {
    try {
      return (await this.#resource(apiVersion, kind)).namespaced;
    } catch (error) {
      if (error instanceof NoMatchError) return undefined;
      throw error;
    }
  }

  /** Forgets which kinds are served: a definition came or went. */
  public forget(): void {
    this.#served.clear();
  }

  /** The object as stored; throws where there is none. */
  public async get(object: KubeObject): Promise<KubeObject> {
    return (await this.#requests.call("GET", await this.#path(object))) as KubeObject;
  }

  /** The object as stored; undefined where there is none. */
  public async find(object: KubeObject): Promise<KubeObject | undefined> {
    try {
      return await this.get(object);
    } catch (error) {
      if (error instanceof StatusError && error.code === 404) return undefined;
      throw error;
    }
  }

  /** Objects of one kind in a namespace. */
  public async list(
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    selectors: { readonly labelSelector?: string; readonly fieldSelector?: string } = {},
  ): Promise<KubeObject[]> {
    const path = await this.#collection({ apiVersion, kind, metadata: { ...(namespace && { namespace }) } });
    const { items } = await this.#requests.call("GET", path, { query: selectors });
    return items as KubeObject[];
  }

  /** Changes of one object, from a version on. */
  public async *watch(object: KubeObject, resourceVersion: string, signal: AbortSignal): AsyncGenerator<WatchEvent> {
    const query = {
      fieldSelector: `metadata.name=${object.metadata.name ?? ""}`,
      resourceVersion,
      timeoutSeconds: "3",
    };
    yield* this.#requests.watch(await this.#collection(object), query, signal);
  }

  /** Creates an object; refused where it exists. */
  public async create(object: KubeObject, options: WriteOptions): Promise<KubeObject> {
    const path = await this.#collection(object);
    return (await this.#requests.call("POST", path, { query: queryOf(options), body: object })) as KubeObject;
  }

  /** Server-side apply. */
  public async apply(object: KubeObject, force: boolean, options: WriteOptions): Promise<KubeObject> {
    return (await this.#requests.call("PATCH", await this.#path(object), {
      query: { ...queryOf(options), force: String(force) },
      body: object,
      contentType: "application/apply-patch+yaml",
    })) as KubeObject;
  }

  /** Puts an object in the place of the stored one. */
  public async replace(object: KubeObject, options: WriteOptions): Promise<KubeObject> {
    const path = await this.#path(object);
    return (await this.#requests.call("PUT", path, { query: queryOf(options), body: object })) as KubeObject;
  }

  /** Changes an object by JSON patch. */
  public async patch(object: KubeObject, operations: readonly Fields[]): Promise<KubeObject> {
    return (await this.#requests.call("PATCH", await this.#path(object), {
      body: operations,
      contentType: "application/json-patch+json",
    })) as KubeObject;
  }

  /** Starts an object's deletion. */
  public async delete(object: KubeObject, propagationPolicy: string): Promise<void> {
    const body = { kind: "DeleteOptions", apiVersion: "v1", propagationPolicy };
    await this.#requests.call("DELETE", await this.#path(object), { body });
  }

  async #path(object: KubeObject): Promise<string> {
    return `${await this.#collection(object)}/${encodeURIComponent(object.metadata.name ?? "")}`;
  }

  async #collection({ apiVersion, kind, metadata: { namespace } }: KubeObject): Promise<string> {
    const { name, namespaced } = await this.#resource(apiVersion, kind);
    return `${rootOf(apiVersion)}${namespaced ? `/namespaces/${namespace ?? "default"}` : ""}/${name}`;
  }

  async #resource(apiVersion: string, kind: string): Promise<ApiResource> {
    const listed = this.#served.get(apiVersion) ?? this.#discover(apiVersion);
    this.#served.set(apiVersion, listed);
    const found = (await listed).find((resource) => resource.kind === kind && !resource.name.includes("/"));
    if (found !== undefined) return found;
    // A new definition is in discovery a moment after it is established: an answer without it is not kept.
    if (this.#served.get(apiVersion) === listed) this.#served.delete(apiVersion);
    throw new NoMatchError(apiVersion, kind);
  }

  async #discover(apiVersion: string): Promise<readonly ApiResource[]> {
    try {
      const { resources } = await this.#requests.call("GET", rootOf(apiVersion));
      return resources as ApiResource[];
    } catch (error) {
      this.#served.delete(apiVersion);
      if (error instanceof StatusError && error.code === 404) return [];
      throw error;
    }
  }
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function queryOf({ fieldManager, dryRun }: WriteOptions): Record<string, string | undefined> {
  return { fieldManager, dryRun: dryRun ? "All" : undefined };
}
