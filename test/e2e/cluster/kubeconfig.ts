import { readFileSync, writeFileSync } from "node:fs";
import type { RunDirectory } from "./run-directory";

/** Writes the kubeconfig of a user whose certificate lies in the directory, for an API server; returns its path. */
export function writeKubeconfig(directory: RunDirectory, user: string, server: string): string {
  const encoded = (file: string): string => readFileSync(directory.file(file)).toString("base64");
  const path = directory.file(`${user}.kubeconfig`);
  const cluster = { server, "certificate-authority-data": encoded("ca.crt") };
  const credentials = {
    "client-certificate-data": encoded(`${user}.crt`),
    "client-key-data": encoded(`${user}.key`),
  };
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "e2e", cluster }],
    users: [{ name: user, user: credentials }],
    contexts: [{ name: "e2e", context: { cluster: "e2e", user } }],
    "current-context": "e2e",
  };
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}
