import { existsSync } from "node:fs";
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
  await until("kubectl proxy listens", 20, () => Promise.resolve(existsSync(socket)));
  return socket;
}
