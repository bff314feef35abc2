import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createPlainServer, type RequestListener } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo, Server as NetServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Cluster, type Stored } from "../../stacks/cluster";
import { Authority } from "../e2e/cluster/certificates";
import { connectProxy, socksProxy, stubNoProxy, type LoopbackProxy } from "./loopback-proxy";

/** A name that only the proxy knows. */
const HOST = "api.acme.invalid";
const directory = mkdtempSync(join(tmpdir(), "kserve-stack-cluster-"));
let authority: Authority;
let apiServer: Server;
let port: number;
let proxy: LoopbackProxy;

const answers: RequestListener = ({ url }, response) => {
  const kinds = { resources: [{ name: "namespaces", kind: "Namespace", namespaced: false }] };
  response.end(JSON.stringify(url === "/api/v1" ? kinds : { metadata: { name: "team-a" } }));
};

beforeAll(async () => {
  authority = new Authority(directory);
  const { key, certificate } = authority.issue("api", "/CN=api", [`DNS:${HOST}`, "IP:127.0.0.1", "IP:0.0.0.0"]);
  apiServer = createServer({ key, cert: certificate }, answers);
  port = await portOf(apiServer);
});

beforeEach(async () => {
  stubNoProxy();
  proxy = await connectProxy(port);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await proxy.close();
});

afterAll(() => {
  apiServer.closeAllConnections();
  apiServer.close();
  rmSync(directory, { recursive: true });
});

async function portOf(server: NetServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A cluster whose kubeconfig is of a server, and what else it says of that. */
function clusterAt(server: string, more: object = {}): Cluster {
  const certificate = authority.certificate.toString("base64");
  return new Cluster({
    kubeconfig: JSON.stringify({
      "current-context": "acme",
      contexts: [{ name: "acme", context: { cluster: "acme", user: "acme" } }],
      clusters: [{ name: "acme", cluster: { server, "certificate-authority-data": certificate, ...more } }],
      users: [{ name: "acme", user: { token: "secret" } }],
    }),
  });
}

/** A kubeconfig in which nothing leads anywhere. */
const kubeconfig = JSON.stringify({
  "current-context": "dev",
  contexts: [{ name: "dev", context: { cluster: "lab", user: "ada" } }],
  clusters: [{ name: "lab", cluster: { server: "https://127.0.0.1:1" } }],
  users: [{ name: "ada", user: {} }],
});

const asked = (cluster: Cluster): Promise<Stored | undefined> => cluster.read("v1", "Namespace", "team-a");
const teamA = { metadata: { name: "team-a" } };

describe("a Cluster", () => {
  it("goes through the proxy of the environment, on one connection for several questions", async () => {
    vi.stubEnv("HTTPS_PROXY", proxy.address);
    const cluster = clusterAt(`https://${HOST}:6443`);
    expect(await asked(cluster)).toEqual(teamA);
    expect(await asked(cluster)).toEqual(teamA);
    expect(proxy.asked).toEqual([`${HOST}:6443`]);
  });

  it("goes through that of HTTP_PROXY to a plain server", async () => {
    const plain = createPlainServer(answers);
    const through = await connectProxy(await portOf(plain));
    vi.stubEnv("http_proxy", `http://${through.address}`);
    expect(await asked(clusterAt(`http://${HOST}`))).toEqual(teamA);
    expect(through.asked).toEqual([`${HOST}:80`]);
    await through.close();
    plain.close();
  });

  it("goes past it to what NO_PROXY names, and to this machine", async () => {
    vi.stubEnv("HTTPS_PROXY", proxy.address);
    // It leads to this machine, and is not one of the addresses that no proxy is for.
    const server = `https://0.0.0.0:${port}`;
    expect(await asked(clusterAt(server))).toEqual(teamA);
    expect(proxy.asked).toEqual([`0.0.0.0:${port}`]);
    vi.stubEnv("NO_PROXY", "0.0.0.0/8");
    expect(await asked(clusterAt(server))).toEqual(teamA);
    expect(await asked(clusterAt(`https://127.0.0.1:${port}`))).toEqual(teamA);
    expect(proxy.asked).toHaveLength(1);
  });

  it("goes through the proxy of the kubeconfig whatever the environment says", async () => {
    const other = await connectProxy(port);
    vi.stubEnv("HTTPS_PROXY", other.address);
    vi.stubEnv("NO_PROXY", "*");
    expect(await asked(clusterAt(`https://${HOST}`, { "proxy-url": `http://${proxy.address}` }))).toEqual(teamA);
    expect(proxy.asked).toEqual([`${HOST}:443`]);
    expect(other.asked).toEqual([]);
    await other.close();
  });

  it("has a SOCKS proxy find the server by its name, as the provider does", async () => {
    const socks = await socksProxy(port);
    const cluster = clusterAt(`https://${HOST}:6443`, { "proxy-url": `socks5://${socks.address}` });
    expect(await asked(cluster)).toEqual(teamA);
    expect(await asked(cluster)).toEqual(teamA);
    expect(socks.asked).toEqual([`${HOST}:6443`]);
    await socks.close();
  });

  it("signs in at a proxy, and keeps the password out of errors", async () => {
    const strict = await connectProxy(port, { credentials: "ada:p@ss" });
    vi.stubEnv("HTTPS_PROXY", `http://ada:p%40ss@${strict.address}`);
    expect(await asked(clusterAt(`https://${HOST}`))).toEqual(teamA);
    vi.stubEnv("HTTPS_PROXY", `http://ada:wrong@${strict.address}`);
    await expect(asked(clusterAt(`https://${HOST}`))).rejects.toThrow(
      `Bad response: 407 (through the proxy http://${strict.address}, from HTTPS_PROXY)`,
    );
    await strict.close();
  });

  it.each([
    ["HTTPS_PROXY", {}],
    ["proxy-url in the kubeconfig", { "proxy-url": "http://127.0.0.1:1" }],
  ])("names a proxy that is not there, and that it is from %s", async (origin, more) => {
    vi.stubEnv("HTTPS_PROXY", "http://127.0.0.1:1");
    await expect(asked(clusterAt(`https://${HOST}`, more))).rejects.toThrow(
      `connect ECONNREFUSED 127.0.0.1:1 (through the proxy http://127.0.0.1:1, from ${origin})`,
    );
  });

  it("reaches a plain server, such as kubectl proxy", async () => {
    const plain = createPlainServer(answers);
    expect(await asked(clusterAt(`http://127.0.0.1:${await portOf(plain)}`))).toEqual(teamA);
    plain.close();
  });

  it("keeps few connections, however much is asked at once", async () => {
    let connections = 0;
    const busy = createPlainServer((request, response) =>
      setTimeout(() => {
        answers(request, response);
      }, 5),
    );
    busy.on("connection", () => (connections += 1));
    const cluster = clusterAt(`http://127.0.0.1:${await portOf(busy)}`);
    await asked(cluster);
    const all = await Promise.all(Array.from({ length: 100 }, () => asked(cluster)));
    expect(all).toEqual(all.map(() => teamA));
    expect(connections).toBeLessThanOrEqual(16);
    busy.closeAllConnections();
    busy.close();
  });

  it.each([
    [
      "a context that the kubeconfig does not have",
      { kubeconfig, context: "devs" },
      'context must be one of the kubeconfig (dev), got "devs"; fix: did you mean "dev"?',
    ],
    [
      "a cluster that it does not have",
      { kubeconfig, cluster: "prod" },
      'cluster must be one of the kubeconfig (lab), got "prod"; fix: cluster: "lab"',
    ],
    [
      "a kubeconfig of nothing",
      { kubeconfig: "{}" },
      "the kubeconfig has no context; fix: pass kubeconfig, or set kubernetes:kubeconfig in the configuration of the Pulumi stack, or KUBECONFIG",
    ],
    [
      "a path where no file is",
      { kubeconfig: "/nowhere/kubeconfig" },
      "kubeconfig must be a kubeconfig or the path of a file, and there is no file /nowhere/kubeconfig; fix: pass kubeconfig",
    ],
    ["no kubeconfig anywhere", {}, "nothing names a cluster to deploy to; fix: pass kubeconfig"],
    [
      "a server without an address",
      { kubeconfig: kubeconfig.replace("https://127.0.0.1:1", "lab") },
      'server of cluster "lab" in the kubeconfig must be a URL, got "lab"; fix: https://HOST:6443',
    ],
  ])("says what is wrong with %s", async (_, access, message) => {
    vi.stubEnv("KUBECONFIG", "");
    vi.stubEnv("HOME", directory);
    await expect(asked(new Cluster(access))).rejects.toThrow(message);
  });
});
