import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { goEnvironment } from "../cluster/build";
import { families, type Program } from "../cluster/families";
import type { ImageName } from "../../../lib/releases";
import { debianFiles } from "./debian";
import type { Recipe } from "./image";
import { programPaths } from "./programs";
import { pythonPackages } from "./python";
import { forStockEnvoy, givenEnvoy } from "./stock-envoy";
import { tree, type Entry } from "./tar";

/** One of the platform's images, and how real it is. */
export interface Part {
  readonly name: ImageName;
  readonly recipe: Recipe;
  /** Where its programs come from. */
  readonly origin: string;
}

interface Served {
  readonly program: Program;
  /** Where upstream's image has the program. */
  readonly at: string;
  readonly user: number;
  readonly origin: string;
  readonly env?: Readonly<Record<string, string>>;
}

const MODULE = "upstream's module";
const OWN_MAIN = "own main over upstream's module";
const NEWER = "upstream's module, newer than the release: 1.31-dev";
const STOCK = "Envoy from PyPI, without Istio's own filters";
const STAND_IN = "STAND-IN, no registry serves upstream's module";

const knative = (program: Program, name: string, origin = MODULE): Served => ({
  program,
  at: `/ko-app/${name}`,
  user: 65532,
  origin,
});

const certManager = (name: "controller" | "webhook" | "cainjector" | "acmesolver"): Served => ({
  program: `cert-manager-${name}`,
  at: `/app/cmd/${name}/${name}`,
  user: 1000,
  origin: OWN_MAIN,
});

/** Images of a single static program. */
const SERVED: Partial<Record<ImageName, Served>> = {
  "cert-manager-controller": certManager("controller"),
  "cert-manager-webhook": certManager("webhook"),
  "cert-manager-cainjector": certManager("cainjector"),
  "cert-manager-acmesolver": certManager("acmesolver"),
  "knative-controller": knative("knative-controller", "controller"),
  "knative-webhook": knative("knative-webhook", "webhook"),
  "knative-autoscaler": knative("knative-autoscaler", "autoscaler"),
  "knative-autoscaler-hpa": knative("knative-autoscaler-hpa", "autoscaler-hpa"),
  "knative-activator": knative("knative-activator", "activator"),
  "knative-queue-proxy": knative("knative-queue", "queue"),
  "net-istio-controller": knative("net-istio-controller", "controller", STAND_IN),
  "net-istio-webhook": knative("net-istio-webhook", "webhook", STAND_IN),
  "kserve-controller": { program: "kserve-manager", at: "/manager", user: 65532, origin: MODULE },
  "kserve-agent": { program: "kserve-agent", at: "/ko-app/agent", user: 65532, origin: MODULE },
  "kserve-router": { program: "kserve-router", at: "/ko-app/router", user: 65532, origin: MODULE },
  "kube-rbac-proxy": { program: "kube-rbac-proxy", at: "/usr/local/bin/kube-rbac-proxy", user: 65532, origin: MODULE },
  "nvidia-device-plugin": {
    program: "fake-gpu-device-plugin",
    at: "/usr/bin/nvidia-device-plugin",
    // Only root reaches the kubelet's directory.
    user: 0,
    env: { FAKE_GPUS: "2" },
    origin: "FAKE, offers GPUs that are not there",
  },
};

/** The controllers, gateways and proxies of a platform. */
export async function platformParts(): Promise<Part[]> {
  const served = Object.entries(SERVED) as [ImageName, Served][];
  const programs: Program[] = [...served.map(([, { program }]) => program), "pilot-discovery", "pilot-agent"];
  const paths = await programPaths(programs);
  const origin = (program: Program, built: string): string => (paths[program].isGiven ? "given" : built);
  const parts = served.map(([name, { program, at, user, env, origin: built }]): Part => {
    const layer: Entry[] = [TMP, { path: at, file: paths[program].path, mode: 0o755 }];
    return { name, recipe: { layers: [layer], entrypoint: [at], user, env }, origin: origin(program, built) };
  });
  const pilot = istioProgram("pilot-discovery", paths["pilot-discovery"].path);
  const proxy = istioProgram("pilot-agent", paths["pilot-agent"].path);
  return [
    ...parts,
    {
      name: "istio-pilot",
      recipe: givenEnvoy() === undefined ? { ...pilot, env: forStockEnvoy } : pilot,
      origin: origin("pilot-discovery", NEWER),
    },
    {
      name: "istio-proxyv2",
      recipe: { ...proxy, layers: [...(await envoy()), ...proxy.layers] },
      origin: `${origin("pilot-agent", NEWER)}; ${givenEnvoy() === undefined ? STOCK : "Envoy given"}`,
    },
  ];
}

/** Writable by everybody, as in any image. */
export const TMP: Entry = { path: "/tmp", directory: true, mode: 0o1777 };

function istioProgram(name: string, file: string): Recipe {
  const at = `/usr/local/bin/${name}`;
  const template = join(istioSource(), "tools/packaging/common/envoy_bootstrap.json");
  const layer: Entry[] = [
    TMP,
    { path: at, file, mode: 0o755 },
    { path: "/var/lib/istio/envoy/envoy_bootstrap_tmpl.json", file: template, mode: 0o644 },
    { path: "/etc/istio/proxy", directory: true, mode: 0o777 },
  ];
  return { layers: [layer], entrypoint: [at], user: 1337 };
}

/** The source of the module that istiod is built from: it carries the template of Envoy's bootstrap. */
function istioSource(): string {
  const directory = families.find(({ name }) => name === "istio")?.directory;
  const options = { cwd: directory, env: goEnvironment(), encoding: "utf8" } as const;
  const described = execFileSync("go", ["mod", "download", "-json", "istio.io/istio"], options);
  return (JSON.parse(described) as { Dir: string }).Dir;
}

/** Envoy is linked against a C library; both stay the same when pilot-agent changes. */
async function envoy(): Promise<Entry[][]> {
  const file = givenEnvoy() ?? join(await pythonPackages("envoy"), "envoy/_bin/envoy");
  return [tree(await debianFiles(["libc6"]), "/"), [{ path: "/usr/local/bin/envoy", file, mode: 0o755 }]];
}
