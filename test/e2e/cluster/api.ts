import { Agent, request } from "node:http";
import type { Manifest } from "../../../lib/internal/emit";
import { until } from "../progress";

/** What the API server answered. */
export interface Reply {
  readonly code: number;
  readonly body: unknown;
  /** Size of the body as it was sent. */
  readonly bytes: number;
  /** Texts of the `Warning` headers. */
  readonly warnings: readonly string[];
}

/** An object as the API server stores it. */
export interface Stored extends Manifest {
  readonly metadata: Manifest["metadata"] & { readonly resourceVersion: string; readonly uid: string };
}

/** The name under which everything is applied. */
export const FIELD_MANAGER = "kserve-stack";

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** The Kubernetes API of one cluster, through `kubectl proxy` on a Unix socket: any kubeconfig works. */
export class Api {
  readonly #socket: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });
  readonly #resources = new Map<string, readonly Resource[]>();
  readonly #created: Manifest[] = [];

  constructor(socket: string) {
    this.#socket = socket;
  }

  /** What was created by {@link apply}, oldest first. */
  public get created(): readonly Manifest[] {
    return this.#created;
  }

  /** One call; the body is sent as JSON, which is YAML too. */
  public call(method: string, path: string, body?: unknown, contentType = "application/json"): Promise<Reply> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    // An unframed body corrupts the kept connection.
    const framing =
      text === undefined ? {} : { "content-type": contentType, "content-length": Buffer.byteLength(text) };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          socketPath: this.#socket,
          agent: this.#agent,
          method,
          path,
          headers: { host: "localhost", accept: "application/json", ...framing },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () => {
            const received = Buffer.concat(chunks);
            resolve({
              code: response.statusCode ?? 0,
              body: parsed(received.toString()),
              bytes: received.length,
              warnings: warningsOf(response.headersDistinct["warning"] ?? []),
            });
          });
          response.on("error", reject);
        },
      );
      outgoing.on("error", reject);
      outgoing.end(text);
    });
  }

  /** The parsed body of a GET that must succeed. */
  public async get<T>(path: string): Promise<T> {
    const reply = await this.call("GET", path);
    if (reply.code !== 200) throw new Error(`GET ${path}: ${messageOf(reply)}`);
    return reply.body as T;
  }

  /** Server-side apply with strict field validation, as `kubectl apply --server-side --validate=strict` does it. */
  public async apply(
    manifest: Manifest,
    { dryRun = false, manager = FIELD_MANAGER }: { dryRun?: boolean; manager?: string } = {},
  ): Promise<Reply> {
    const query = `fieldManager=${manager}&fieldValidation=Strict${dryRun ? "&dryRun=All" : ""}`;
    const path = `${await this.path(manifest)}?${query}`;
    const reply = await this.call("PATCH", path, manifest, "application/apply-patch+yaml");
    if (reply.code === 201 && !dryRun) this.#created.push(manifest);
    return reply;
  }

  /** Whether the API server would take the object, in a strict dry run of its creation. */
  public async judge(manifest: Manifest): Promise<Reply> {
    const collection = (await this.path(manifest)).replace(/\/[^/]*$/, "");
    return this.call("POST", `${collection}?dryRun=All&fieldValidation=Strict`, manifest);
  }

  /** The object as stored; undefined where there is none. */
  public async read(manifest: Manifest): Promise<Stored | undefined> {
    const reply = await this.call("GET", await this.path(manifest));
    if (reply.code === 404) return undefined;
    if (reply.code !== 200) throw new Error(messageOf(reply));
    return reply.body as Stored;
  }

  /** As {@link read}, but undefined also where its kind does not exist. */
  public async find(manifest: Manifest): Promise<Stored | undefined> {
    const { apiVersion, kind } = manifest;
    const isServed = (resources: readonly Resource[]): boolean => resources.some((resource) => resource.kind === kind);
    // A kind that was served once is read at its old address, which is found no more where the kind is gone.
    if (!isServed(this.#resources.get(apiVersion) ?? []) && !isServed(await this.#discover(apiVersion)))
      return undefined;
    return this.read(manifest);
  }

  /** Starts an object's deletion, its dependents first; what is gone already is fine. */
  public async remove(manifest: Manifest): Promise<void> {
    if (!(await this.find(manifest))) return;
    const reply = await this.call("DELETE", `${await this.path(manifest)}?propagationPolicy=Foreground`);
    if (![200, 202, 404].includes(reply.code)) throw new Error(`${manifest.kind}: ${messageOf(reply)}`);
  }

  /** Merges fields into an object, or into its subresource. */
  public async merge(manifest: Manifest, patch: object, subresource = ""): Promise<Reply> {
    return this.call("PATCH", `${await this.path(manifest)}${subresource}`, patch, "application/merge-patch+json");
  }

  /** Waits until a CustomResourceDefinition is served, and its kind is found. */
  public async established(name: string): Promise<void> {
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`;
    await until(`CRD ${name} is established`, 60, async () => {
      const { status } = await this.get<{ status?: { conditions?: { type: string; status: string }[] } }>(path);
      return status?.conditions?.some(({ type, status }) => type === "Established" && status === "True") ?? false;
    });
  }

  /** The address of an object. */
  public async path({ apiVersion, kind, metadata: { name, namespace } }: Manifest): Promise<string> {
    const resource = await this.#resource(apiVersion, kind);
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const scope = resource.namespaced ? `/namespaces/${namespace ?? "default"}` : "";
    return `${root}${scope}/${resource.name}/${encodeURIComponent(name)}`;
  }

  async #resource(apiVersion: string, kind: string): Promise<Resource> {
    let found: Resource | undefined;
    await until(`the API server serves ${apiVersion} ${kind}`, 20, async () => {
      const known = this.#resources.get(apiVersion) ?? (await this.#discover(apiVersion));
      found = known.find((resource) => resource.kind === kind && !resource.name.includes("/"));
      // A new CRD is in discovery a moment after it is established: an answer without it is not kept.
      if (found) this.#resources.set(apiVersion, known);
      return found !== undefined;
    });
    if (!found) throw new Error(`the API server does not serve ${apiVersion} ${kind}`);
    return found;
  }

  async #discover(apiVersion: string): Promise<readonly Resource[]> {
    const path = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const reply = await this.call("GET", path);
    return reply.code === 200 ? (reply.body as { resources: Resource[] }).resources : [];
  }
}

/** The API server's own words for a refusal. */
export function messageOf({ code, body }: Reply): string {
  const message = (body as { message?: unknown } | undefined)?.message;
  return typeof message === "string" ? message : `HTTP ${code}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `299 - "text"`, several of which may share a header line. */
function warningsOf(headers: readonly string[]): string[] {
  return headers.flatMap((header) =>
    [...header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text.replaceAll(/\\(.)/g, "$1")),
  );
}
