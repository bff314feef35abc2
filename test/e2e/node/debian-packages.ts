import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { capture } from "../cluster/kubectl";
import { step } from "../progress";

/** Where Debian puts the network plugins. */
export const NETWORK_PLUGINS = "/usr/lib/cni";

const PROGRAMS: Readonly<Record<string, string>> = {
  containerd: "containerd",
  "containerd-shim-runc-v2": "containerd",
  runc: "runc",
  nft: "nftables",
  ip: "iproute2",
  mount: "mount",
  nsenter: "util-linux",
  unshare: "util-linux",
};

/** Makes sure that what a node takes from Debian is there, and installs what is missing. */
export async function ensurePackages(): Promise<void> {
  if (process.getuid?.() !== 0)
    throw new Error("level cluster needs root: a node makes namespaces, mounts and cgroups; run it with sudo");
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (!isInPath("apt-get"))
    throw new Error(`level cluster needs ${missing.join(", ")} (Debian's names); install them and run again`);
  await step(`install ${missing.join(", ")}`, async () => {
    await aptGet("update", "-q");
    await aptGet("install", "-qy", "--no-install-recommends", ...missing);
  });
  const still = missingPackages();
  if (still.length > 0)
    throw new Error(`apt-get installed ${still.join(", ")}, but not what level cluster needs of it`);
}

function missingPackages(): string[] {
  const missing = Object.entries(PROGRAMS).flatMap(([program, name]) => (isInPath(program) ? [] : [name]));
  const hasPlugins = ["ptp", "host-local", "loopback"].every((plugin) => existsSync(join(NETWORK_PLUGINS, plugin)));
  return [...new Set(hasPlugins ? missing : [...missing, "containernetworking-plugins"])];
}

function isInPath(program: string): boolean {
  const directories = (process.env["PATH"] ?? "").split(delimiter);
  return directories.some((directory) => existsSync(join(directory, program)));
}

async function aptGet(...args: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { code, stderr } = await capture("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...args], { env });
  if (code !== 0) throw new Error(`apt-get ${args.join(" ")}: ${stderr.trim()}`);
}
