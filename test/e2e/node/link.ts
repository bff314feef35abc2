import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { RunDirectory } from "../cluster/run-directory";
import { addressesOf, candidates, overlaps, type Addresses } from "./addresses";
import { succeed } from "./succeed";

const PREFIX = "kss";

/** Records the name of a run's link. */
export const LINK = "link";

/** Records the number that the kernel gave it: another run may make one of the same name as soon as it is gone. */
const LINK_INDEX = "link-index";

/** The link between this machine and a node. */
export interface Link {
  /** Its name on this machine; on the node it is `node0`. */
  readonly name: string;
  readonly addresses: Addresses;
}

/**
 * Makes a link into the network namespace of a process, on addresses that are free.
 *
 * The interface bears the number of the addresses, so that of two runs which find the same ones free, one gets them. It
 * ends with the namespace, and so do the routes over it.
 */
export async function makeLink(directory: RunDirectory, pid: number): Promise<Link> {
  const used = await usedRanges();
  for (const block of candidates) {
    const addresses = addressesOf(block);
    if (used.some((range) => overlaps(range, addresses.all))) continue;
    const name = `${PREFIX}${block}`;
    const added = await succeed("ip", [
      "link",
      "add",
      name,
      "type",
      "veth",
      "peer",
      "name",
      "node0",
      "netns",
      String(pid),
    ])
      .then(() => true)
      .catch((error: unknown) => {
        if (String(error).includes("File exists")) return false;
        throw error;
      });
    if (!added) continue;
    writeFileSync(directory.file(LINK), name);
    writeFileSync(directory.file(LINK_INDEX), indexOf(name));
    await succeed("ip", ["address", "add", `${addresses.machine}/${addresses.linkBits}`, "dev", name]);
    await succeed("ip", ["link", "set", name, "up"]);
    await succeed("ip", ["route", "add", addresses.all, "via", addresses.node, "dev", name]);
    return { name, addresses };
  }
  throw new Error("no free addresses: every 10.200.0.0/16 … 10.249.0.0/16 is in use, see `ip route`");
}

/** Whether the link of a run is gone; true of a run that had none. */
export function isLinkGone(directory: RunDirectory): boolean {
  if (!existsSync(directory.file(LINK_INDEX))) return true;
  const name = readFileSync(directory.file(LINK), "utf8");
  return indexOf(name) !== readFileSync(directory.file(LINK_INDEX), "utf8");
}

/** The kernel's number of an interface; empty where there is none. */
function indexOf(name: string): string {
  const file = `/sys/class/net/${name}/ifindex`;
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Whether the name is one that {@link makeLink} gives. */
export function isLinkName(name: string): boolean {
  return new RegExp(`^${PREFIX}\\d+$`).test(name);
}

async function usedRanges(): Promise<string[]> {
  const routes = JSON.parse(await succeed("ip", ["-j", "route", "show", "table", "all"])) as { dst: string }[];
  const interfaces = JSON.parse(await succeed("ip", ["-j", "address"])) as {
    addr_info: { local?: string; prefixlen: number }[];
  }[];
  return [
    ...routes.map(({ dst }) => dst),
    ...interfaces.flatMap((one) => one.addr_info.map(({ local, prefixlen }) => `${local ?? ""}/${prefixlen}`)),
  ];
}
