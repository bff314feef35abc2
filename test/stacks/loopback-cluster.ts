import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Cluster } from "../../stacks/cluster";

/** An API server that knows a few answers. */
export interface LoopbackCluster {
  readonly cluster: Cluster;
  close(): void;
}

/** @param answers What is found, by path; all else is not. */
export async function loopbackCluster(answers: Readonly<Record<string, object>>): Promise<LoopbackCluster> {
  const server = createServer(({ url = "" }, response) => {
    const answer = answers[url.split("?")[0] ?? ""];
    response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer ?? { message: "not found" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const kubeconfig = JSON.stringify({
    "current-context": "acme",
    contexts: [{ name: "acme", context: { cluster: "acme", user: "acme" } }],
    clusters: [{ name: "acme", cluster: { server: address } }],
    users: [{ name: "acme", user: {} }],
  });
  return {
    cluster: new Cluster({ kubeconfig }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
