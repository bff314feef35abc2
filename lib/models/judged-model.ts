import type { GpuPool } from "../gpu/pool";
import type { Container, UnnamedContainer } from "../internal/pod-spec-types";
import type { PlatformFacts } from "../internal/platform-facts";
import { AUTOSCALER_CLASS, KNATIVE_CLASS } from "./annotations";
import type { StorageCredentials } from "./credentials/credentials";
import { serversOf } from "./frameworks";
import type { ComponentSpec, ExplainerSpec, InferenceServiceSpec, PredictorSpec } from "./spec";

/** What a model states beside the object that it becomes. */
export interface Statement {
  /** Deployment mode by property. */
  readonly mode?: string;
  /** Autoscaler class by property. */
  readonly autoscalerClass?: string;
  /** Annotations as they were stated, before the properties are written into them. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** What each component states beside its fields, by the component's place. */
  readonly placements: ReadonlyMap<string, Placement>;
}

/** The nodes and the credentials that a component states. */
export interface Placement {
  readonly gpus?: number;
  readonly pool?: GpuPool;
  readonly credentials?: readonly StorageCredentials[];
}

/** One component of a model that is judged. */
export interface JudgedComponent extends Placement {
  /** What messages put before a property: nothing for the predictor, `transformer.`, `canary[0].predictor.` */
  readonly at: string;
  readonly kind: "predictor" | "transformer" | "explainer" | "canary";
  readonly spec: ComponentSpec;
  /** `spec` of a predictor, of a canary too. */
  readonly predictor?: PredictorSpec;
  readonly explainer?: ExplainerSpec;
  /** What scales it in Standard mode, as far as it is stated: KServe takes "hpa" where it is not. */
  readonly autoscalerClass?: string;
  /** What scales it in Knative mode, as far as it is stated. */
  readonly knativeClass?: string;
  /** Its containers with the property that holds each. */
  readonly containers: readonly JudgedContainer[];
}

/** A container with its place. */
export interface JudgedContainer {
  /** `model`, `containers[0]`, `initContainers[1]`, `workerSpec.containers[0]`. */
  readonly at: string;
  readonly container: UnnamedContainer & Partial<Pick<Container, "name">>;
  readonly kind: "server" | "container" | "init" | "worker" | "worker-init";
}

/** A model as the rules see it: the object that is written, and the platform that it will run on. */
export interface JudgedModel {
  readonly name: string;
  readonly namespace: string;
  /** How it runs; the platform's mode where the model's is none that there is. */
  readonly mode: "Knative" | "Standard";
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: InferenceServiceSpec;
  readonly components: readonly JudgedComponent[];
  readonly facts: PlatformFacts;
  readonly statement: Statement;
}

/** Reads what is written as the rules see it. */
export function judgedModel(
  metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  },
  spec: InferenceServiceSpec,
  mode: JudgedModel["mode"],
  facts: PlatformFacts,
  statement: Statement,
): JudgedModel {
  const { name, namespace, annotations = {}, labels = {} } = metadata;
  const component = (
    kind: JudgedComponent["kind"],
    at: string,
    written: ComponentSpec | undefined,
  ): JudgedComponent[] => {
    if (!written) return [];
    // KServe reads both from a component's annotations, which go over the model's.
    const all = { ...annotations, ...written.annotations };
    return [
      {
        ...statement.placements.get(at),
        at,
        kind,
        spec: written,
        ...((kind === "predictor" || kind === "canary") && { predictor: written }),
        ...(kind === "explainer" && { explainer: written }),
        autoscalerClass: all[AUTOSCALER_CLASS],
        knativeClass: all[KNATIVE_CLASS],
        containers: containersOf(written),
      },
    ];
  };
  return {
    name,
    namespace,
    mode,
    annotations,
    labels,
    spec,
    facts,
    statement,
    components: [
      ...component("predictor", "", spec.predictor),
      ...component("transformer", "transformer.", spec.transformer),
      ...component("explainer", "explainer.", spec.explainer),
      ...(spec.canary ?? []).flatMap(({ predictor }, index) =>
        component("canary", `canary[${String(index)}].predictor.`, predictor),
      ),
    ],
  };
}

function containersOf(spec: ComponentSpec): JudgedContainer[] {
  const { workerSpec } = spec as PredictorSpec;
  const { art } = spec as ExplainerSpec;
  const listed = (
    at: string,
    kind: JudgedContainer["kind"],
    containers: readonly Container[] = [],
  ): JudgedContainer[] => containers.map((container, index) => ({ at: `${at}[${String(index)}]`, container, kind }));
  return [
    ...serversOf(spec as PredictorSpec).map(([at, container]) => ({ at, container, kind: "server" as const })),
    ...(art ? [{ at: "art", container: art, kind: "server" as const }] : []),
    ...listed("containers", "container", spec.containers),
    ...listed("initContainers", "init", spec.initContainers),
    ...listed("workerSpec.containers", "worker", workerSpec?.containers),
    ...listed("workerSpec.initContainers", "worker-init", workerSpec?.initContainers),
  ];
}
