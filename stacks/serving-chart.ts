import * as pulumi from "@pulumi/pulumi";
import type { Gate, PlannedChart } from "../lib/plan";
import { claim } from "./claim";
import type { Cluster } from "./cluster";
import { passGate } from "./gates/gate";
import { whoAsks } from "./hooks";

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
  readonly adopt: boolean;
}

/**
 * One chart: a group of resources that start together, behind the gates of the charts before it.
 *
 * Its objects are registered once it is itself, which is once its gates are passed.
 */
export class ServingChart extends pulumi.ComponentResource {
  constructor(name: string, args: ServingChartArgs, options: pulumi.ComponentResourceOptions) {
    super("kserve-stack:index:Chart", name, {}, { ...options, ...opening(args) });
    this.registerOutputs({});
  }
}

type Opening = Required<Pick<pulumi.ComponentResourceOptions, "dependsOn" | "hooks">>;

/** How a chart opens: by a hook before it is first made; where there are none, by the program at each run. */
function opening(args: ServingChartArgs): Opening {
  const dependsOn = [...args.after];
  const who = whoAsks();
  if (who === "engine") return { dependsOn, hooks: { beforeCreate: [() => open(args)] } };
  if (who === "nobody" || pulumi.runtime.isDryRun()) return { dependsOn, hooks: {} };
  const opened = async (): Promise<pulumi.Resource[]> => {
    await Promise.all(dependsOn.map(isThere));
    await open(args);
    return dependsOn;
  };
  return { dependsOn: opened(), hooks: {} };
}

async function open(args: ServingChartArgs): Promise<void> {
  try {
    await pass(args);
  } catch (error) {
    // Pulumi shows a RunError without the stack of this package.
    throw new pulumi.RunError(error instanceof Error ? error.message : String(error));
  }
}

async function pass({ chart, cluster, gates, limitOf, adopt }: ServingChartArgs): Promise<void> {
  for (const gate of gates) {
    const progress = (line: string): void => void pulumi.log.info(`${gate.chart}: ${line}`, undefined, undefined, true);
    await passGate(cluster, gate, { limit: limitOf(gate.chart), progress });
  }
  if (!adopt) await claim(cluster, chart);
}

function isThere({ urn }: pulumi.Resource): Promise<unknown> {
  return new Promise((resolve) => void urn.apply(resolve));
}
