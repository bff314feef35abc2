import * as pulumi from "@pulumi/pulumi";
import type { Gate, PlannedChart } from "../lib/plan";
import type { Claim } from "./claim";
import type { Cluster } from "./cluster";
import { passGate } from "./gates/gate";
import { asked } from "./hooks";

/** What the component of a chart does before the first of its objects. */
export interface ServingChartArgs {
  readonly chart: PlannedChart;
  readonly cluster: Cluster;
  /** Gates of the charts before it. */
  readonly gates: readonly Gate[];
  /** What those charts end with. */
  readonly after: readonly pulumi.Resource[];
  /** Milliseconds that the gate of a chart may take. */
  readonly limitOf: (chart: string) => number;
  /** What refuses objects of others. @default - they are taken over */
  readonly claim?: Claim;
}

/**
 * One chart: a group of resources that start together, behind the gates of the charts before it.
 *
 * Its objects are registered once it is itself, which is once its gates are passed.
 */
export class ServingChart extends pulumi.ComponentResource {
  constructor(name: string, args: ServingChartArgs, options: pulumi.ComponentResourceOptions) {
    const opening = asked(`${name}: before its objects`, args.after, ["beforeCreate"], () => pass(args));
    super("kserve-stack:index:Chart", name, {}, { ...options, ...opening });
    this.registerOutputs({});
  }
}

async function pass({ chart, cluster, gates, limitOf, claim }: ServingChartArgs): Promise<void> {
  for (const gate of gates) {
    const progress = (line: string): void => void pulumi.log.info(`${gate.chart}: ${line}`, undefined, undefined, true);
    const waiting = { title: `gate of ${gate.chart}`, chart: gate.chart, limit: limitOf(gate.chart), progress };
    await passGate(cluster, gate, waiting, (missing) => {
      void pulumi.log.warn(
        `${chart.name} does not wait for ${gate.chart}, of which the cluster has no ${missing.join(", no ")}: right where an interrupted destroy goes on; otherwise somebody deleted it, and \`pulumi up --refresh\` makes it again`,
      );
    });
  }
  await claim?.ofChart();
}
