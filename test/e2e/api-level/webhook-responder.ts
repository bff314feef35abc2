import { mkdirSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type IncomingMessage } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Refusal } from "../../../lib/plan";
import { Authority } from "../cluster/certificates";

/** Answers every admission webhook of a cluster. */
export interface WebhookResponder {
  /** The authority of its certificate, as a webhook configuration states it. */
  readonly caBundle: string;
  close(): void;
}

/**
 * Flags with which an API server calls its webhooks through a socket in its directory, whatever address they have:
 * so they are answered here, without a node and without root.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/
 */
export function callsWebhooksThroughSocket(directory: string): string[] {
  const file = join(directory, "egress.json");
  const connection = { proxyProtocol: "HTTPConnect", transport: { uds: { udsName: socketIn(directory) } } };
  const configuration = {
    apiVersion: "apiserver.k8s.io/v1beta1",
    kind: "EgressSelectorConfiguration",
    egressSelections: [{ name: "cluster", connection }],
  };
  writeFileSync(file, JSON.stringify(configuration));
  return [`--egress-selector-config-file=${file}`];
}

/** Serves the webhooks of Services (`<name>.<namespace>.svc`): allows everything but the known-bad objects. */
export async function startWebhookResponder(
  directory: string,
  services: readonly string[],
  refusals: readonly Refusal[],
): Promise<WebhookResponder> {
  const certificates = join(directory, "webhooks");
  mkdirSync(certificates);
  const authority = new Authority(certificates);
  const { key, certificate } = authority.issue(
    "server",
    "/CN=webhooks",
    services.map((name) => `DNS:${name}`),
  );
  const webhooks = createHttpsServer({ key, cert: certificate }, (request, response) => {
    void answer(request, refusals).then((review) => {
      response.setHeader("content-type", "application/json").end(JSON.stringify(review));
    });
  });
  await new Promise<void>((resolve) => webhooks.listen(0, "127.0.0.1", resolve));
  const { port } = webhooks.address() as AddressInfo;
  const sockets = new Set<Socket>();
  const proxy = createHttpServer().on("connect", (_request: IncomingMessage, client: Socket) => {
    const server = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      client.pipe(server).pipe(client);
    });
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(socketIn(directory), resolve));
  return {
    caBundle: authority.certificate.toString("base64"),
    close: () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      webhooks.close();
    },
  };
}

interface Review {
  readonly apiVersion: string;
  readonly request: {
    readonly uid: string;
    readonly kind: { readonly kind: string };
    readonly object: { readonly metadata: { readonly name?: string } } | null;
  };
}

async function answer(request: IncomingMessage, refusals: readonly Refusal[]): Promise<object> {
  const { apiVersion, request: asked } = JSON.parse(await text(request)) as Review;
  const { uid, kind, object } = asked;
  const refusal = refusals.find(
    ({ manifest }) => manifest.kind === kind.kind && manifest.metadata.name === object?.metadata.name,
  );
  return {
    apiVersion,
    kind: "AdmissionReview",
    response: { uid, allowed: refusal === undefined, ...(refusal && { status: { message: refusal.says } }) },
  };
}

function socketIn(directory: string): string {
  return join(directory, "webhooks.sock");
}
