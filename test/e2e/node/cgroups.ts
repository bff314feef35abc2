import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../progress";

/** Where the kernel shows its cgroups: one mount for version 2, one a controller for version 1, or both kinds. */
function hierarchies(types: readonly string[] = ["cgroup", "cgroup2"]): string[] {
  const mounts = readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" "));
  return mounts.filter(([, , type = ""]) => types.includes(type)).map(([, path = ""]) => path);
}

/** Whether controllers are in version 1, of which the kubelet has to be told. */
export function isCgroupV1(): boolean {
  return hierarchies(["cgroup"]).length > 0;
}

/** Makes the cgroup below which the kubelet puts the pods of one run. */
export function makeCgroup(name: string): void {
  for (const hierarchy of hierarchies()) {
    mkdirSync(join(hierarchy, name));
    if (isCgroupV1()) continue;
    // In version 2 a child has a controller only where its parent hands it down.
    const controllers = readFileSync(join(hierarchy, "cgroup.controllers"), "utf8").trim().split(" ");
    const enabled = controllers.map((controller) => `+${controller}`).join(" ");
    writeFileSync(join(hierarchy, "cgroup.subtree_control"), enabled);
    writeFileSync(join(hierarchy, name, "cgroup.subtree_control"), enabled);
  }
}

/** Removes the cgroup of a run with all below it, as soon as the processes in it have ended. */
export async function removeCgroup(name: string): Promise<void> {
  for (const hierarchy of hierarchies()) {
    await until(`cgroup ${name} is empty`, 30, () => {
      removeTree(join(hierarchy, name));
      return Promise.resolve(true);
    });
  }
}

function removeTree(path: string): void {
  const children = childrenOf(path);
  if (children === undefined) return;
  for (const child of children) removeTree(join(path, child));
  rmdirSync(path);
}

/** Undefined where there is no such cgroup. */
function childrenOf(path: string): string[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return undefined;
  }
}
