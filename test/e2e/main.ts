import { App } from "cdk8s";
import { defaultPlatform } from "../../charts/default-platform";
import type { ServingPlatformProps } from "../../charts/serving-platform";
import { plan } from "../../lib/plan";
import {
  acceptsEveryObject,
  changesNothingTheSecondTime,
  keepsEveryField,
  refusesEveryBadResource,
  type Form,
} from "./checks";
import { ControlPlane } from "./control-plane";
import { Kubectl } from "./kubectl";

const HELP = `Usage: npm run e2e -- [--level api]

Applies the platform to a real API server and checks what became of it.

  --level api   etcd, kube-apiserver and kube-controller-manager, built from Go modules into a cache (default)

KUBECONFIG=FILE npm run e2e uses that cluster, with the kubectl in PATH, instead of building one. It must be empty.`;

const FORMS: readonly Partial<ServingPlatformProps>[] = [
  { profile: "dev", crds: "folded" },
  { profile: "production", crds: "folded", domain: "models.acme.dev" },
  { profile: "dev", crds: "full" },
];

interface Check {
  readonly title: string;
  readonly run: (kubectl: Kubectl, form: Form) => Promise<string>;
}

const CHECKS: readonly Check[] = [
  { title: "the API server accepts every object, strictly and without a warning", run: acceptsEveryObject },
  { title: "it keeps every field as written", run: keepsEveryField },
  { title: "a second apply changes nothing", run: changesNothingTheSecondTime },
  { title: "our definitions refuse every bad resource", run: refusesEveryBadResource },
];

async function main(args: readonly string[]): Promise<number> {
  const level = args[0] === "--level" ? args[1] : (args[0] ?? "api");
  if (level !== "api") {
    console.log(HELP);
    return args.includes("--help") ? 0 : 2;
  }
  let passed = 0;
  let failed = 0;
  for (const props of FORMS) {
    const name = `${props.profile ?? ""}, ${props.crds ?? ""} definitions`;
    console.log(name);
    const app = new App();
    defaultPlatform(app, props);
    const form = { name, plan: plan(app) };
    const given = process.env["KUBECONFIG"];
    const plane = given === undefined ? await ControlPlane.start() : undefined;
    const kubectl = plane?.kubectl ?? new Kubectl("kubectl", given ?? "");
    try {
      for (const { title, run } of CHECKS) {
        const start = Date.now();
        const seconds = (): string => ((Date.now() - start) / 1000).toFixed(1);
        try {
          const detail = await run(kubectl, form);
          passed += 1;
          console.log(`  ✓ ${title}: ${detail} (${seconds()} s)`);
        } catch (error) {
          failed += 1;
          console.log(`  ✗ ${title} (${seconds()} s)\n${error instanceof Error ? error.message : String(error)}`);
        }
      }
    } finally {
      await plane?.stop();
    }
  }
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log("0 passed, 1 failed");
    process.exitCode = 1;
  },
);
