import type { ApiObject } from "cdk8s";
import { Construct } from "constructs";
import type { GpuPool } from "../gpu/pool";
import { emit, type Manifest } from "../internal/emit";
import { invalid, InvalidError } from "../internal/invalid";
import { namespaceOf, platformFacts, type PlatformFacts } from "../internal/platform-facts";
import { runtimesFor } from "../internal/program-runtimes";
import type { AutoscalerClass } from "./auto-scaling";
import type { Canary } from "./canary";
import { deploymentAnnotations, modeOf } from "./deployed-as";
import type { Component } from "./component";
import {
  credentialsOf,
  emitServiceAccount,
  withCredentials,
  type CredentialsAccount,
} from "./credentials/service-account";
import type { Explainer } from "./explainer";
import { inferenceServiceSpec, type Components } from "./inference-service-spec";
import { judge, type Waivers } from "./judge";
import { judgedModel, type JudgedModel, type Placement, type Statement } from "./judged-model";
import { neededFlags } from "./knative-flags";
import type { Predictor } from "./predictor";
import type { InferenceServiceSpec } from "./spec";
import { hasStorageContainer } from "./storage-container/storage-conflicts";
import { storedSpec } from "./stored-spec";
import type { Transformer } from "./transformer";

/** Settings of {@link InferenceService}. */
export interface InferenceServiceProps {
  /** @default - the construct id */
  readonly name?: string;
  /** @default - the namespace of the platform's chart, or of the chart */
  readonly namespace?: string;
  readonly predictor: Predictor;
  /** What changes requests and responses. @default - none */
  readonly transformer?: Transformer;
  /** What explains predictions. @default - none */
  readonly explainer?: Explainer;
  /** Further predictors with a share of the traffic. Standard mode; Knative mode has `canaryTrafficPercent`. @default - none */
  readonly canary?: readonly Canary[];
  /** How it runs, where it is not as the platform's models do; KServe refuses a change once it runs. @default - the platform's mode */
  readonly mode?: "Knative" | "Standard";
  /** What scales it in Standard mode. @default - KServe's own, "hpa" */
  readonly autoscalerClass?: AutoscalerClass;
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - only the deployment mode, which is always written */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Whether nothing is added to what is stated: no image moves to the mirror, no pull Secret is named, and no request or
   * limit follows another.
   *
   * @default false
   */
  readonly exact?: boolean;
  /** Rules that it may break, each with the reason. @default - none */
  readonly waive?: Waivers;
}

/**
 * A model behind one stable URL.
 *
 * What is certain to go wrong with it on its platform is refused, all of it at once; what is patched onto its object
 * (`ApiObject.of(model).addJsonPatch(…)`) is judged alike when the app is synthesized.
 *
 * @see https://kserve.github.io/website/docs/concepts/resources/inferenceservice
 */
export class InferenceService extends Construct {
  public readonly name: string;
  public readonly namespace: string;
  /** Nodes that its predictor goes to; undefined where it states none. */
  public readonly pool: GpuPool | undefined;

  constructor(scope: Construct, id: string, props: InferenceServiceProps) {
    super(scope, id);
    this.name = props.name ?? id;
    this.pool = props.predictor.pool;
    const facts = platformFacts(this);
    if (facts === undefined) {
      throw invalid(this, "scope", {
        expected: "a construct of a ServingPlatform",
        got: scope.node.path,
        fix: 'new InferenceService(platform.namespace("team-a"), …)',
      });
    }
    const namespace = props.namespace ?? namespaceOf(this);
    if (namespace === undefined) {
      throw invalid(this, "namespace", {
        expected: "stated",
        got: undefined,
        fix: 'platform.namespace("team-a") as scope',
      });
    }
    this.namespace = namespace;
    const { labels, waive, exact = false } = props;
    const { components, accounts } = this.#credentials(props, namespace);
    const manifest = {
      apiVersion: "serving.kserve.io/v1beta1",
      kind: "InferenceService",
      metadata: {
        name: this.name,
        namespace,
        ...(labels && { labels }),
        annotations: deploymentAnnotations(props, facts),
      },
      spec: inferenceServiceSpec(components, facts, exact),
    };
    const mistakes = (written: object, isWhole = true): string[] => {
      const runtimes = runtimesFor(this, namespace);
      const isFetched = (uri: string): boolean => hasStorageContainer(this, uri);
      const model = judged(written as WrittenModel, { ...facts, runtimes, isFetched }, statementOf(props));
      const found = judge(this, model, waive, isWhole);
      if (found.length === 0) for (const flag of neededFlags(model)) facts.knative?.turnOn?.(flag);
      return found;
    };
    // Runtimes and storage containers may come after the model: what only they could mend is told now beside other mistakes, or else at synth.
    if (mistakes(manifest, false).length > 0) throw new InvalidError(mistakes(manifest));
    for (const [at, account] of accounts) emitServiceAccount(this, at, account);
    const object: ApiObject = emit(
      this,
      { ...manifest, spec: storedSpec(manifest.spec, manifest, facts.release) },
      mistakes,
    );
    this.node.defaultChild = object;
  }

  /** The components with what their credentials write on them, and the ServiceAccounts that these need. */
  #credentials(
    { predictor, transformer, explainer, canary }: Components,
    namespace: string,
  ): { readonly components: Components; readonly accounts: ReadonlyMap<string, CredentialsAccount> } {
    const accounts = new Map<string, CredentialsAccount>();
    const carrying = <T extends Component>(component: T, at: string, part = ""): T => {
      const account = { name: `${this.name}${part}-storage`, namespace };
      const { component: carried, serviceAccount } = withCredentials(this, component, at, account);
      if (serviceAccount) accounts.set(at, serviceAccount);
      return carried;
    };
    const components = {
      predictor: carrying(predictor, ""),
      ...(transformer && { transformer: carrying(transformer, "transformer.", "-transformer") }),
      ...(explainer && { explainer: carrying(explainer, "explainer.", "-explainer") }),
      ...(canary && {
        canary: canary.map(({ predictor: second, ...share }, index) => ({
          ...share,
          predictor: carrying(second, canaryAt(index), `-${second.name ?? "canary"}`),
        })),
      }),
    };
    return { components, accounts };
  }
}

function canaryAt(index: number): string {
  return `canary[${String(index)}].predictor.`;
}

/** What is written of a model, as far as rules look at it. */
interface WrittenModel {
  readonly metadata: Manifest["metadata"];
  readonly spec: InferenceServiceSpec;
}

function judged({ metadata, spec }: WrittenModel, facts: PlatformFacts, statement: Statement): JudgedModel {
  const { name, namespace = "", annotations, labels } = metadata;
  return judgedModel({ name, namespace, annotations, labels }, spec, modeOf(annotations, facts), facts, statement);
}

/** What the properties say that is not in the object. */
function statementOf(props: InferenceServiceProps): Statement {
  const { mode, autoscalerClass, annotations, predictor, transformer, explainer, canary = [] } = props;
  const placements = new Map<string, Placement>([["", placementOf(predictor)]]);
  if (transformer) placements.set("transformer.", placementOf(transformer));
  if (explainer) placements.set("explainer.", placementOf(explainer));
  canary.forEach(({ predictor: second }, index) => placements.set(canaryAt(index), placementOf(second)));
  return { mode, autoscalerClass, annotations, placements };
}

function placementOf(component: Component & Pick<Predictor, "gpus" | "pool">): Placement {
  const { gpus, pool } = component;
  return { ...(gpus !== undefined && { gpus }), ...(pool && { pool }), credentials: credentialsOf(component) };
}
