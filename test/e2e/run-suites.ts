import type { Cluster } from "./cluster/cluster";
import { unlessEnding } from "./cluster/shutdown";
import { since } from "./progress";
import type { Suite } from "./suite";

/** How many sentences held. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/** Runs suites one after the other, each on its own cluster, and prints every check as a sentence. */
export async function runSuites(suites: readonly Suite[], { keep = false } = {}): Promise<Outcome> {
  let passed = 0;
  let failed = 0;
  const first = Date.now();
  for (const [index, { title, start, checks }] of suites.entries()) {
    const begin = Date.now();
    console.log(`\n${title}${index === 0 ? "" : ` (at ${since(first)})`}`);
    let cluster: Cluster;
    try {
      await unlessEnding();
      cluster = await start();
    } catch (error) {
      await unlessEnding();
      console.log(`  ✗ the cluster starts (${since(begin)})\n${indented(error)}`);
      failed += checks.length;
      continue;
    }
    console.log(`  ready after ${since(begin)}`);
    let ofThis = 0;
    for (const check of checks) {
      const start = Date.now();
      try {
        const seen = await check.run(cluster);
        passed += 1;
        console.log(`  ✓ ${check.title} (${since(start)})\n${indented(seen)}`);
      } catch (error) {
        await unlessEnding();
        ofThis += 1;
        console.log(`  ✗ ${check.title} (${since(start)})\n${indented(error)}`);
      }
    }
    failed += ofThis;
    if (ofThis > 0 && cluster.own) console.log(`  logs: ${cluster.own.saveLogs()}`);
    if (keep && cluster.own && index === suites.length - 1) {
      cluster.own.keep();
      console.log(`  kept: export KUBECONFIG=${cluster.kubectl.kubeconfig}; npm run e2e -- --down ends it`);
    }
    try {
      await cluster.stop();
    } catch (error) {
      failed += 1;
      console.log(`  ✗ what was made is removed\n${indented(error)}`);
    }
  }
  return { passed, failed };
}

function indented(text: unknown): string {
  const lines = text instanceof Error ? text.message : String(text);
  return lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => `      ${line}`)
    .join("\n");
}
