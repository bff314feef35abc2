import type * as pulumi from "@pulumi/pulumi";
import type { PlannedChart } from "../lib/plan";
import type { Cluster } from "./cluster";
import { ready } from "./gates/ready";
import { not, type State } from "./gates/state";
import { startClock, until } from "./gates/until";
import { isModel, namespaceOf } from "./models";
import { Wait, waiting } from "./wait";
import { withOutputs } from "./with-outputs";

/** What is waited for, and how long. */
export interface ModelsReadyArgs {
  readonly chart: PlannedChart;
  readonly cluster: Cluster;
  /** Milliseconds. */
  readonly limit: number;
  /** The models, and what they wait for. */
  readonly after: readonly pulumi.CustomResource[];
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
    const models = args.chart.objects.filter(isModel).map(({ manifest }) => withOutputs(manifest) as object);
    super(`${name}/models`, { after: args.after, input: models, ask: () => becomeReady(args) }, { parent });
  }
}

async function becomeReady({ chart, cluster, limit }: ModelsReadyArgs): Promise<void> {
  const namespaces = new Map<string, string[]>();
  for (const model of chart.objects.filter(isModel)) {
    const namespace = namespaceOf(model);
    namespaces.set(namespace, [...(namespaces.get(namespace) ?? []), model.manifest.metadata.name]);
  }
  const clock = startClock();
  for (const [namespace, names] of namespaces) {
    const words = `${names.length === 1 ? `InferenceService ${names.join("")} is` : `${names.length} InferenceServices are`} Ready`;
    const ask = steady(() => ready(cluster, namespace, names));
    const told = waiting(`models of ${namespace}`, chart.name, limit);
    await until(words, ask, told, { clock, pause: PAUSE_MILLISECONDS });
  }
}

/** A state that held from the first look on is believed after a while only. */
function steady(ask: () => Promise<State>): () => Promise<State> {
  const start = Date.now();
  let isChanging = false;
  return async () => {
    const state = await ask();
    isChanging ||= !state.holds;
    if (!state.holds || isChanging || Date.now() - start >= SETTLE_MILLISECONDS) return state;
    return not("they are Ready, and KServe may not have seen yet what was changed", "kubectl get inferenceservices");
  };
}
