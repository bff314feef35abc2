import { request } from "node:http";
import type { Kubectl } from "./kubectl";
import { until } from "../progress";
import type { RunDirectory } from "./run-directory";

/** Starts `kubectl proxy` on a Unix socket that only this user reaches; returns the socket. */
export async function startProxy(directory: RunDirectory, kubectl: Kubectl): Promise<string> {
  const socket = directory.file("api.sock");
  directory.start("proxy", kubectl.program, [
    `--kubeconfig=${kubectl.kubeconfig}`,
    "proxy",
    `--unix-socket=${socket}`,
    "--accept-hosts=^localhost$",
  ]);
  // The socket's file is there before anything listens on it.
  await until("kubectl proxy reaches the API server", 60, () => answers(socket));
  return socket;
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: "/version", headers: { host: "localhost" } }, (response) => {
      response.resume().on("end", () => {
        if (response.statusCode === 200) resolve(true);
        else reject(new Error(`HTTP ${response.statusCode ?? 0}`));
      });
    })
      .on("error", reject)
      .end();
  });
}
