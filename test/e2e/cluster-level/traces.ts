import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RunDirectory } from "../cluster/run-directory";
import { isLinkName } from "../node/link";
import { KERNEL_SETTINGS } from "../node/mounts";
import { succeed } from "../node/succeed";

/** What a cluster could leave on a machine, by kind; each trace is a line. */
export type Traces = Readonly<Record<string, readonly string[]>>;

/** Where the programs of a node write by themselves, unless they are kept from it. */
const WRITTEN = [
  ...["containerd", "kubernetes", "netns", "runc"].map((name) => `/run/${name}`),
  ...["cni", "containerd", "kubelet"].map((name) => `/var/lib/${name}`),
  ...["containers", "pods"].map((name) => `/var/log/${name}`),
  ...["cni", "containerd"].map((name) => `/opt/${name}`),
  ...["/etc/cni", "/etc/kubernetes", "/usr/libexec/kubernetes"],
];

/** What is on this machine now. */
export async function traces(): Promise<Traces> {
  const links = JSON.parse(await succeed("ip", ["-j", "link"])) as { ifname: string }[];
  return {
    interfaces: links.map(({ ifname }) => ifname),
    routes: lines(await succeed("ip", ["route", "show", "table", "all"])),
    "network namespaces": lines(await succeed("ip", ["netns"])),
    "nftables tables": lines(await succeed("nft", ["list", "tables"])),
    mounts: lines(readFileSync("/proc/mounts", "utf8")),
    cgroups: entries("/sys/fs/cgroup").flatMap(entries),
    "kernel settings": KERNEL_SETTINGS.map((name) => `${name} = ${readFileSync(`/proc/sys/${name}`, "utf8").trim()}`),
    files: WRITTEN.flatMap((path) => (existsSync(path) ? [path, ...entries(path)] : [])),
    "run directories": RunDirectory.all().map(({ path }) => path),
    processes: processes(),
  };
}

/** What is there of one run, beside what was there before; other runs on the machine come and go meanwhile. */
export function added(before: Traces, now: Traces, run: { readonly name: string; readonly link: string }): string[] {
  const others = RunDirectory.all().filter((other) => other.name !== run.name);
  const isOfOther = (line: string): boolean =>
    others.some(({ name }) => line.includes(name)) ||
    line.split(/\s+/).some((word) => isLinkName(word) && word !== run.link);
  return Object.entries(now).flatMap(([kind, found]) => {
    const known = new Set(before[kind]);
    const isOfRun = (line: string): boolean => kind !== "processes" || line.includes(run.name);
    return found
      .filter((line) => !known.has(line) && isOfRun(line) && !isOfOther(line))
      .map((line) => `${kind}: ${line}`);
  });
}

/** Each process with its cgroups, which name the run for whatever runs in a pod. */
function processes(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`).replaceAll("\0", " ")} ${read(`/proc/${pid}/cgroup`)}`);
}

function entries(directory: string): string[] {
  try {
    return readdirSync(directory).map((name) => join(directory, name));
  } catch {
    return [];
  }
}

/** Empty where the process has ended. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function lines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}
