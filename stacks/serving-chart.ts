import * as pulumi from "@pulumi/pulumi";
import type { Gate, PlannedChart } from "../lib/plan";
import type { Claim } from "./claim";
import type { Cluster } from "./cluster";
import { passGate } from "./gates/gate";
import { Wait, waiting } from "./wait";

/** What comes before the first object of a chart. */
export interface ServingChartArgs {
  readonly chart: PlannedChart;
  readonly cluster: Cluster;
  /** What comes before every chart. */
  readonly first: pulumi.Resource | undefined;
  /** Gates of the charts before it. */
  readonly gates: readonly Gate[];
  /** What those charts end with. */
  readonly after: readonly pulumi.CustomResource[];
  /** Settles once what would be in the way is deployed: no edge, and no reason to wait again. @default - nothing is */
  readonly clear?: Promise<void> | undefined;
  /** Milliseconds that the gate of a chart may take. */
  readonly limitOf: (chart: string) => number;
  /** What refuses objects of others. */
  readonly claim: Claim;
}

/**
 * One chart: a group of resources that start together, behind the gates of the charts before it.
 *
 * Its objects are registered once it is itself, which is once its gates are passed.
 */
export class ServingChart extends pulumi.ComponentResource {
  constructor(name: string, args: ServingChartArgs, parent: pulumi.Resource) {
    const wait = { after: args.after, behind: args.first && [args.first], input: args.clear, ask: () => pass(args) };
    super("kserve-stack:index:Chart", name, {}, { parent, dependsOn: new Wait(`${name}/gates`, wait, { parent }) });
    this.registerOutputs({});
  }
}

async function pass({ cluster, gates, limitOf, claim }: ServingChartArgs): Promise<void> {
  for (const gate of gates) {
    await passGate(cluster, gate, waiting(`gate of ${gate.chart}`, gate.chart, limitOf(gate.chart)));
  }
  await claim.ofChart();
}
