import * as pulumi from "@pulumi/pulumi";
import type { Gate, PlannedChart } from "../lib/plan";
import { claim } from "./claim";
import type { Cluster } from "./cluster";
import { passGate } from "./gates/gate";
import { withHooks } from "./hooks";

/** What the component of a chart does before the first of its objects. */
export interface ServingChartArgs {
  readonly chart: PlannedChart;
  readonly cluster: Cluster;
  /** Gates of the charts before it. */
  readonly gates: readonly Gate[];
  /** Milliseconds that the gate of a chart may take. */
  readonly limitOf: (chart: string) => number;
  readonly adopt: boolean;
}

/**
 * One chart: a group of resources that start together, behind the gates of the charts before it.
 *
 * Its objects are registered once it is itself, which is once its gates are passed.
 */
export class ServingChart extends pulumi.ComponentResource {
  constructor(
    name: string,
    { chart, cluster, gates, limitOf, adopt }: ServingChartArgs,
    options: pulumi.ComponentResourceOptions,
  ) {
    const open = async (): Promise<void> => {
      for (const gate of gates) {
        const progress = (line: string): void =>
          void pulumi.log.info(`${gate.chart}: ${line}`, undefined, undefined, true);
        await passGate(cluster, gate, { limit: limitOf(gate.chart), progress });
      }
      if (!adopt) await claim(cluster, chart);
    };
    super(
      "kserve-stack:index:Chart",
      name,
      {},
      withHooks(options, () => ({ beforeCreate: [open] })),
    );
    this.registerOutputs({});
  }
}
