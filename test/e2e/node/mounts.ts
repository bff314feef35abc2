import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import type { RunDirectory } from "../cluster/run-directory";
import type { Namespaces } from "./namespaces";

/** What the kubelet sets at its start, for the whole machine. */
const SYSCTLS: Readonly<Record<string, number>> = {
  "vm/overcommit_memory": 1,
  "vm/panic_on_oom": 0,
  "kernel/panic": 10,
  "kernel/panic_on_oops": 1,
  "kernel/keys/root_maxkeys": 1_000_000,
  "kernel/keys/root_maxbytes": 25_000_000,
};

/** Settings of the whole machine that a node might change. */
export const KERNEL_SETTINGS: readonly string[] = [
  ...Object.keys(SYSCTLS),
  "fs/inotify/max_user_instances",
  "fs/inotify/max_user_watches",
  "net/ipv4/ip_forward",
  "net/netfilter/nf_conntrack_max",
];

/**
 * Gives the node file systems of its own where its programs write outside of their directories: `/run`, `/var`, and
 * settings of the kernel.
 */
export async function prepareMounts(directory: RunDirectory, namespaces: Namespaces): Promise<void> {
  if (["/run/", "/var/"].some((root) => `${tmpdir()}/`.startsWith(root)))
    throw new Error(`TMPDIR must not be below /run or /var, which the node has its own of; got ${tmpdir()}`);
  const made = (name: string): string => {
    mkdirSync(directory.file(name), { recursive: true });
    return directory.file(name);
  };
  const mount = (...args: string[]): Promise<string> => namespaces.succeed("mount", ...args);
  // Pods' mounts have to reach the kubelet and back; nothing reaches the machine.
  await mount("--make-rshared", "/");
  await mount("-t", "tmpfs", "tmpfs", "/run");
  const layers = `lowerdir=/var,upperdir=${made("var/upper")},workdir=${made("var/work")}`;
  await mount("-t", "overlay", "overlay", "-o", layers, "/var");
  await namespaces.succeed("mkdir", "-p", "/var/lib/kubelet", "/var/log/pods", "/var/log/containers");
  // Device plugins look for the kubelet here, whatever its root directory is.
  await mount("--bind", made("kubelet"), "/var/lib/kubelet");
  for (const [name, wanted] of Object.entries(SYSCTLS)) {
    if (Number(readFileSync(`/proc/sys/${name}`, "utf8")) === wanted) continue;
    // The kubelet finds here what it wants and leaves the machine's setting alone.
    const file = directory.file(name.replaceAll("/", "."));
    writeFileSync(file, `${wanted}\n`);
    await mount("--bind", file, `/proc/sys/${name}`);
  }
}
