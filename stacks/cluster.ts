import { request as plainRequest } from "node:http";
import { request, type Agent, type RequestOptions } from "node:https";
import * as pulumi from "@pulumi/pulumi";
import type { ObjectMeta } from "kubernetes-types/meta/v1";
import type { Manifest } from "../lib/internal/emit";
import type { TextAccess } from "./cluster-access";
import { loadKubeconfig, type Reached } from "./kubeconfig";
import { throughProxy } from "./proxy";
import { ServedKinds, type ServedVersion } from "./served-kinds";

/** What every object of a cluster has. */
export interface Stored {
  readonly metadata?: ObjectMeta;
}

/** What the cluster said to a request. */
export type Answer = { readonly is: "done" } | { readonly is: "refused"; readonly words: string };

interface Reply {
  readonly code: number;
  readonly text: string;
}

/** What goes with a request. */
interface Sent {
  readonly accept?: string | undefined;
  readonly body?: object;
}

/** Which objects are listed, and how. */
interface Selection {
  readonly namespace?: string | undefined;
  readonly labels?: string;
  readonly fields?: string;
  readonly accept?: string;
}

/** How many requests are under way at a time; the others wait for their turn, and for as long as that takes. */
const CONNECTIONS = 16;

/** What an API server answers that asks for patience. */
const BUSY = [429, 503];
const BUSY_MILLISECONDS = 60_000;

/** What the bodies of requests are. */
const CONTENT = { GET: "", POST: "application/json", PATCH: "application/json-patch+json" } as const;

/**
 * The cluster, as far as gates have to ask it: beside the provider, which has no word for a question.
 *
 * The client library reads the kubeconfig and signs requests; bodies go as they are, since its own serializer takes a
 * `Service` of Knative for one of Kubernetes and leaves out what that does not have.
 */
export class Cluster {
  /** Whether it is known how it is reached; unknown in a preview that is to make the cluster. */
  public readonly isKnown: pulumi.Output<boolean>;
  readonly #access: TextAccess;
  #reached: Promise<Reached> | undefined;
  readonly #kinds = new ServedKinds((root) => this.#get<ServedVersion>(root));
  #connections: { readonly identity: string; readonly agent: Agent } | undefined;

  constructor(access: TextAccess) {
    this.isKnown = pulumi.unsecret(pulumi.output(access as object)).apply(() => true);
    this.#access = access;
  }

  /** One object; undefined where there is none, or no such kind. */
  public async read<T extends Stored = Stored>(
    apiVersion: string,
    kind: string,
    name: string,
    namespace?: string,
  ): Promise<T | undefined> {
    const path = await this.#kinds.pathOf(apiVersion, kind, namespace);
    return path === undefined ? undefined : this.#get<T>(`${path}/${encodeURIComponent(name)}`);
  }

  /** All objects of a kind, of one namespace or of all; none where there is no such kind. */
  public async list<T extends Stored = Stored>(
    apiVersion: string,
    kind: string,
    { namespace, labels = "", fields = "", accept }: Selection = {},
  ): Promise<readonly T[]> {
    const path = await this.#kinds.pathOf(apiVersion, kind, namespace);
    if (path === undefined) return [];
    const query = new URLSearchParams({ labelSelector: labels, fieldSelector: fields });
    return (await this.#get<{ readonly items?: readonly T[] }>(`${path}?${query.toString()}`, accept))?.items ?? [];
  }

  /** What all objects of a kind have in their metadata: all that is asked of long ones, like definitions. */
  public listMetadata(apiVersion: string, kind: string, namespace?: string): Promise<readonly Stored[]> {
    const accept = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";
    return this.list(apiVersion, kind, { namespace, accept });
  }

  /** Changes an object by a JSON patch. */
  public async patch({ apiVersion, kind, metadata }: Manifest, operations: readonly object[]): Promise<Answer> {
    const path = await this.#kinds.pathOf(apiVersion, kind, metadata.namespace ?? "default");
    if (path === undefined) return { is: "refused", words: `there is no ${kind} of ${apiVersion}` };
    return answered(await this.#send("PATCH", `${path}/${encodeURIComponent(metadata.name)}`, { body: operations }));
  }

  /** What the cluster would say to a new object; nothing is stored. */
  public async tryToCreate(manifest: Manifest): Promise<Answer> {
    const { apiVersion, kind, metadata } = manifest;
    const path = await this.#kinds.pathOf(apiVersion, kind, metadata.namespace ?? "default");
    if (path === undefined) return { is: "refused", words: `there is no ${kind} of ${apiVersion}` };
    return answered(await this.#send("POST", `${path}?dryRun=All`, { body: manifest }));
  }

  async #get<T>(path: string, accept?: string): Promise<T | undefined> {
    const start = Date.now();
    let { code, text } = await this.#send("GET", path, { accept });
    // A definition that was just made is not served at once: its storage is being initialized.
    while (BUSY.includes(code) && Date.now() - start < BUSY_MILLISECONDS) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      ({ code, text } = await this.#send("GET", path, { accept }));
    }
    if (code === 404) return undefined;
    if (code >= 400) throw new Error(messageIn(text));
    return JSON.parse(text) as T;
  }

  async #send(method: keyof typeof CONTENT, path: string, sent: Sent = {}): Promise<Reply> {
    const { accept = "application/json" } = sent;
    const body = sent.body === undefined ? "" : JSON.stringify(sent.body);
    this.#reached ??= loadKubeconfig(this.#access);
    const { config, server, proxy } = await this.#reached;
    const url = new URL(server.replace(/\/$/, "") + path);
    const options: RequestOptions = {
      method,
      headers: {
        accept,
        ...(body !== "" && { "content-type": CONTENT[method], "content-length": Buffer.byteLength(body) }),
      },
      timeout: 30_000,
    };
    await config.applyToHTTPSOptions(options);
    options.agent = this.#kept(options);
    return new Promise((resolve, reject) => {
      const outgoing = (url.protocol === "http:" ? plainRequest : request)(url, options, (incoming) => {
        let text = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (chunk: string) => (text += chunk)).once("error", reject);
        incoming.once("end", () => {
          resolve({ code: incoming.statusCode ?? 0, text });
        });
      });
      outgoing.once("timeout", () => outgoing.destroy(new Error(`${url.host} did not answer within 30 s`)));
      outgoing.once("error", (error: NodeJS.ErrnoException) => {
        // The other side closed a kept connection just as it was used.
        if (outgoing.reusedSocket && error.code === "ECONNRESET") resolve(this.#send(method, path, sent));
        else reject(proxy ? throughProxy(error, proxy) : error);
      });
      outgoing.end(body);
    });
  }

  /**
   * Connections are kept, and few: an `up` asks some hundred times, and each model for its URL. A certificate that the
   * kubeconfig's plugin renews needs new ones.
   */
  #kept({ agent, cert, key }: RequestOptions): Agent {
    const identity = JSON.stringify([cert, key]);
    if (this.#connections?.identity !== identity) {
      this.#connections = {
        identity,
        agent: Object.assign(agent as Agent, { keepAlive: true, maxSockets: CONNECTIONS }),
      };
    }
    return this.#connections.agent;
  }
}

function answered({ code, text }: Reply): Answer {
  return code < 400 ? { is: "done" } : { is: "refused", words: messageIn(text) };
}

/** What a `Status` says; another body as it is. */
function messageIn(text: string): string {
  try {
    return (JSON.parse(text) as { readonly message?: string }).message ?? text;
  } catch {
    return text;
  }
}
