import { request, Agent } from "node:https";
import { request as plainRequest, Agent as PlainAgent, type IncomingMessage } from "node:http";
import type { Connection } from "./kubeconfig";
import type { Fields, KubeObject } from "./object";

/** A refusal in the API server's own words. */
export class StatusError extends Error {
  public readonly code: number;
  /** `NotFound`, `AlreadyExists`, `Conflict` … */
  public readonly reason: string;
  public readonly details: { readonly kind?: string };

  constructor(code: number, status: { message?: string; reason?: string; details?: { kind?: string } }) {
    super(status.message ?? `HTTP ${code}`);
    this.code = code;
    this.reason = status.reason ?? "";
    this.details = status.details ?? {};
  }
}

/** Query parameters; a list repeats the name. */
export type Query = Readonly<Record<string, string | undefined>>;

/** One change that a watch reports. */
export interface WatchEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK" | "ERROR";
  readonly object: KubeObject;
}

/** What goes with a request. */
export interface RequestOptions {
  readonly query?: Query;
  readonly body?: Fields | readonly unknown[];
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/** HTTP to one API server. */
export class Requests {
  readonly #connection: Connection;
  readonly #agent: Agent | PlainAgent;

  constructor(connection: Connection) {
    const { ca, certificate, key, isInsecure } = connection;
    this.#connection = connection;
    const options = { keepAlive: true, maxFreeSockets: 64 };
    this.#agent =
      connection.server.protocol === "http:"
        ? new PlainAgent(options)
        : new Agent({ ...options, ca, cert: certificate, key, rejectUnauthorized: !isInsecure });
  }

  /** One call; the answer's body. Throws a {@link StatusError} where the API server refuses. */
  public async call(method: string, path: string, options: RequestOptions = {}): Promise<Fields> {
    const response = await this.#send(method, path, options);
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const body = parsed(text);
    const code = response.statusCode ?? 0;
    if (code >= 300) throw new StatusError(code, body ?? { message: text });
    return body ?? {};
  }

  /** Changes as they happen, until the server ends the watch or the signal does. */
  public async *watch(path: string, query: Query, signal: AbortSignal): AsyncGenerator<WatchEvent> {
    const response = await this.#send("GET", path, { query: { ...query, watch: "true" }, signal });
    if (response.statusCode !== 200) {
      response.resume();
      throw new StatusError(response.statusCode ?? 0, { message: `watch of ${path}` });
    }
    let rest = "";
    for await (const chunk of response.setEncoding("utf8") as AsyncIterable<string>) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) yield JSON.parse(line) as WatchEvent;
    }
  }

  #send(method: string, path: string, options: RequestOptions): Promise<IncomingMessage> {
    const { server, token } = this.#connection;
    const url = new URL(server.pathname.replace(/\/$/, "") + path, server);
    for (const [name, value] of Object.entries(options.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, value);
    const text = options.body === undefined ? undefined : JSON.stringify(options.body);
    const headers = {
      accept: "application/json",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      // An unframed body corrupts the kept connection.
      ...(text !== undefined && {
        "content-type": options.contentType ?? "application/json",
        "content-length": Buffer.byteLength(text),
      }),
    };
    const send = url.protocol === "http:" ? plainRequest : request;
    return new Promise((resolve, reject) => {
      const outgoing = send(url, { method, agent: this.#agent, headers, signal: options.signal }, resolve);
      outgoing.on("error", reject);
      outgoing.end(text);
    });
  }
}

function parsed(text: string): Fields | undefined {
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return undefined;
  }
}
