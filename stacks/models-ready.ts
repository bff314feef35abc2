import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { PlannedChart } from "../lib/plan";
import type { Cluster } from "./cluster";
import { isModel } from "./deployment-order";
import { ready } from "./gates/ready";
import { not, type State } from "./gates/state";
import { until } from "./gates/until";
import { Wait } from "./wait";
import { withOutputs } from "./with-outputs";

/** What is waited for, and how long. */
export interface ModelsReadyArgs {
  readonly chart: PlannedChart;
  readonly cluster: Cluster;
  /** Milliseconds. */
  readonly limit: number;
  /** The models, and what they wait for. */
  readonly after: readonly pulumi.Resource[];
}

/** How long models that were Ready at once have to stay so: KServe may not have seen a change that was just made. */
const SETTLE_MILLISECONDS = 5_000;

/** How often it is asked: a list of all models of a namespace may be long. */
const PAUSE_MILLISECONDS = 1_000;

/**
 * The wait until all models of a chart are Ready; a changed model is waited for again. It holds one of Pulumi's slots.
 *
 * The Kubernetes provider's own `pulumi.com/waitFor` cannot do it: KServe hands the annotation down to the pods, so that
 * each model would be rolled out again for it, and the provider compares `status.observedGeneration`, which KServe
 * copies from a workload, with the generation of the model, which the workload of an unchanged component never reaches.
 */
// source: pulumi-kubernetes v4.32.0, provider/pkg/await/condition/kubectl.go; kserve v0.20.0, inference_service_status.go
export class ModelsReady extends Wait {
  constructor(name: string, args: ModelsReadyArgs, parent: pulumi.Resource) {
    const input = Object.fromEntries(modelsOf(args.chart).map(({ id, digest }) => [id, digest]));
    super(`${name}/models`, { after: args.after, input, ask: () => becomeReady(args) }, { parent });
  }
}

function modelsOf({ objects }: PlannedChart): { id: string; digest: pulumi.Output<string> }[] {
  return objects.filter(isModel).map(({ manifest }) => ({
    id: `${manifest.metadata.namespace ?? ""}/${manifest.metadata.name}`,
    digest: pulumi.output(withOutputs(manifest) as object).apply(digestOf),
  }));
}

function digestOf(manifest: unknown): string {
  return createHash("sha256").update(JSON.stringify(manifest)).digest("hex").slice(0, 16);
}

async function becomeReady({ chart, cluster, limit }: ModelsReadyArgs): Promise<void> {
  const namespaces = new Map<string, string[]>();
  for (const { manifest } of chart.objects.filter(isModel)) {
    const { namespace = "", name } = manifest.metadata;
    namespaces.set(namespace, [...(namespaces.get(namespace) ?? []), name]);
  }
  const progress = (line: string): void => void pulumi.log.info(`${chart.name}: ${line}`, undefined, undefined, true);
  const end = Date.now() + limit;
  for (const [namespace, names] of namespaces) {
    const title = `models of ${namespace}`;
    const words = `${names.length === 1 ? `InferenceService ${names.join("")} is` : `${names.length} InferenceServices are`} Ready`;
    const waiting = { title, chart: chart.name, limit: Math.max(0, end - Date.now()), progress };
    await until(
      words,
      settled(() => ready(cluster, namespace, names)),
      waiting,
      { pause: PAUSE_MILLISECONDS },
    );
  }
}

/** A state that held from the first look on is believed after a while only. */
function settled(ask: () => Promise<State>): () => Promise<State> {
  const start = Date.now();
  let isChanging = false;
  return async () => {
    const state = await ask();
    isChanging ||= !state.holds;
    if (!state.holds || isChanging || Date.now() - start >= SETTLE_MILLISECONDS) return state;
    return not("they are Ready, and KServe may not have seen yet what was changed", "kubectl get inferenceservices");
  };
}
