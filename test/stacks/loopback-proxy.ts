import { createServer as createHttpServer, type IncomingMessage } from "node:http";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { vi } from "vitest";

/** Whatever proxy this machine is behind, the environment names none until the stubs are taken back. */
export function stubNoProxy(): void {
  for (const name of ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"]) {
    vi.stubEnv(name, "");
    vi.stubEnv(name.toLowerCase(), "");
  }
}

/** A proxy on a free port of this machine. */
export interface LoopbackProxy {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** `HOST:PORT` of each connection that was asked of it. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

/** A proxy that knows `CONNECT`, and leads to one port of this machine whatever it is asked for. */
export function connectProxy(port: number, { credentials }: { credentials?: string } = {}): Promise<LoopbackProxy> {
  const asked: string[] = [];
  const proxy = createHttpServer();
  const authorization = credentials && `Basic ${Buffer.from(credentials).toString("base64")}`;
  proxy.on("connect", ({ url = "", headers }: IncomingMessage, client: Socket) => {
    asked.push(url);
    if (authorization !== undefined && headers["proxy-authorization"] !== authorization) {
      client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return;
    }
    lead(client, port, "HTTP/1.1 200 Connection established\r\n\r\n");
  });
  return listening(proxy, asked);
}

/** The same, of SOCKS 5: a host name in the request is told as such. */
export function socksProxy(port: number): Promise<LoopbackProxy> {
  const asked: string[] = [];
  const proxy = createServer((client) => {
    client.once("data", () => {
      client.write(Buffer.from([5, 0]));
      client.once("data", (request) => {
        const BY_NAME = 3;
        const isName = request[3] === BY_NAME;
        const host = isName ? request.subarray(5, -2).toString() : request.subarray(4, -2).join(".");
        asked.push(`${host}:${request.readUInt16BE(request.length - 2)}`);
        lead(client, port, Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
      });
    });
  });
  return listening(proxy, asked);
}

function lead(client: Socket, port: number, greeting: string | Buffer): void {
  const server = connect(port, "127.0.0.1", () => {
    client.write(greeting);
    server.pipe(client).pipe(server);
  });
  const end = (): void => {
    client.destroy();
    server.destroy();
  };
  client.once("error", end).once("close", end);
  server.once("error", end).once("close", end);
}

async function listening(proxy: Server, asked: string[]): Promise<LoopbackProxy> {
  const clients = new Set<Socket>();
  proxy.on("connection", (client: Socket) => {
    clients.add(client);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const close = async (): Promise<void> => {
    for (const client of clients) client.destroy();
    await new Promise((resolve) => proxy.close(resolve));
  };
  return { address: `127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked, close };
}
