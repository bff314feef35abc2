import { parseArgs } from "node:util";
import { givenKubeconfig } from "./api-level/suites";
import { levels, type Level } from "./levels";
import { RunDirectory } from "./cluster/run-directory";
import { runSuites } from "./run-suites";
import { matching } from "./suite";

const HELP = `Usage: npm run e2e -- [--level LEVEL] [--only PATTERN] [--repeat N] [--keep]
       npm run e2e -- [--level LEVEL] --up
       npm run e2e -- --down

Applies the platform to a real API server and checks what became of it.

  --level api      etcd, kube-apiserver and kube-controller-manager, built once from Go modules (default)
  --level cluster  beside level api: scheduler and a real node, on which pods run; needs root
  --level stack    beside level cluster: the whole platform on real pods, and models that answer; needs root
  --only PATTERN   only suites and checks whose title matches the regular expression
  --repeat N       runs what was chosen N times, each time on fresh clusters
  --keep           leaves the last cluster running
  --up             only starts the level's cluster and leaves it running
  --down           ends every cluster that was left running, or left behind by a crash
  --list           prints the suites and their checks

KUBECONFIG=FILE npm run e2e, or KSERVE_STACK_E2E_KUBECONFIG=FILE, uses that cluster instead of building one. It must
not have the platform yet; what a suite applied is deleted when it ends.`;

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      level: { type: "string", default: "api" },
      only: { type: "string", default: "" },
      repeat: { type: "string", default: "1" },
      keep: { type: "boolean", default: false },
      up: { type: "boolean", default: false },
      down: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (!isLevel(values.level))
    throw new Error(`--level must be ${Object.keys(levels).join(" or ")}, got "${values.level}"; see --help`);
  const abandoned = RunDirectory.abandoned().filter(({ isKept }) => values.down || !isKept);
  for (const directory of abandoned) {
    await directory.end();
    console.log(`ended what ran in ${directory.path}`);
  }
  if (values.down) return 0;
  if (values.up) {
    const cluster = await levels[values.level].start();
    cluster.own?.keep();
    console.log(`export KUBECONFIG=${cluster.kubectl.kubeconfig}`);
    return 0;
  }
  const { level, repeat } = values;
  if (!/^[1-9]\d*$/.test(repeat))
    throw new Error(`--repeat must be a whole number above 0, got "${repeat}"; see --help`);
  const chosen = Array.from({ length: Number(repeat) }, (_, round) =>
    matching(levels[level].suites(), new RegExp(values.only, "i")).map((suite) =>
      repeat === "1" ? suite : { ...suite, title: `${suite.title}, round ${round + 1} of ${repeat}` },
    ),
  ).flat();
  if (chosen.length === 0) throw new Error(`no check matches ${values.only}; see --list`);
  if (values.list) {
    for (const { title, checks } of chosen)
      console.log([title, ...checks.map((check) => `  ${check.title}`)].join("\n"));
    return 0;
  }
  const given = givenKubeconfig();
  const possible = chosen.filter(({ needsOwnCluster = false }) => given === undefined || !needsOwnCluster);
  if (given !== undefined) {
    console.log(`on the cluster of ${given}`);
    for (const { title } of chosen.filter((suite) => !possible.includes(suite)))
      console.log(`left out: ${title}: it needs a cluster of its own`);
  }
  if (possible.length === 0)
    throw new Error("everything that was chosen needs a cluster of its own: run it without KUBECONFIG");
  const start = Date.now();
  const { passed, failed } = await runSuites(possible, { keep: values.keep });
  console.log(`\n${Math.round((Date.now() - start) / 1000)} s`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function isLevel(name: string): name is Level {
  return name in levels;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log("0 passed, 1 failed");
    process.exit(1);
  },
);
