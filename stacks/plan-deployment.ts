import type * as pulumi from "@pulumi/pulumi";
import type { ApiObject } from "cdk8s";
import type { Manifest } from "../lib/internal/emit";
import { platformFacts } from "../lib/internal/platform-facts";
import type { Gate, Plan } from "../lib/plan";
import { latestRelease } from "../lib/releases";
import { Claim } from "./claim";
import type { Cluster } from "./cluster";
import { DefinitionsTogether } from "./definitions-together";
import { deploymentOrder, isDefinition, type OrderedChart, type OrderedObject } from "./deployment-order";
import { fieldManager } from "./field-manager";
import { refuseModelsIn } from "./foreign-models";
import { looksAt } from "./gates/looks-at";
import { bound, hook } from "./hooks";
import { isModel } from "./models";
import { ModelsReady } from "./models-ready";
import type { ServingStackOptions } from "./options";
import type { Providers } from "./providers";
import { annotated } from "./pulumi-annotations";
import { aliasesOf, classOf } from "./resource-class";
import { ServingChart } from "./serving-chart";
import { limitOf } from "./time-limits";
import { withOutputs } from "./with-outputs";

/** How a plan is deployed. */
export interface PlanDeploymentArgs extends Pick<ServingStackOptions, "timeLimits"> {
  /** What the names of all resources start with. */
  readonly prefix: string;
  readonly providers: Providers;
  readonly cluster: Cluster;
  /** What comes before every chart. */
  readonly first: pulumi.Resource | undefined;
  /** Whether models keep their namespace from being removed. */
  readonly refuses: boolean;
  /** Whether what others made is taken over. */
  readonly adopt: boolean;
  readonly waitForModels: boolean;
}

/** What the objects of a chart share. */
interface InChart {
  readonly component: ServingChart;
  /** What the engine calls before each object is made. */
  readonly before: pulumi.ResourceHook | undefined;
  /** Milliseconds that the chart may take. */
  readonly limit: number;
}

/** The resources of a plan: a component for each chart, and below it one resource for each object. */
export class PlanDeployment {
  /** By the identities of the objects. */
  public readonly resources = new Map<string, pulumi.CustomResource>();
  /** What says that a model is Ready, by its identity; empty where models are not waited for. */
  public readonly ready = new Map<string, ModelsReady>();
  readonly #stack: pulumi.Resource;
  readonly #args: PlanDeploymentArgs;
  /** Field manager of all objects. */
  readonly #manager: string;
  readonly #together = new DefinitionsTogether();
  /** What the engine calls before a namespace is deleted, one that the program does not have any more too. */
  readonly #beforeNamespace: pulumi.ResourceHook | undefined;
  /** By the names of their charts. */
  readonly #gates = new Map<string, Gate>();
  /** What charts end with, by their names. */
  readonly #ends = new Map<string, readonly pulumi.CustomResource[]>();

  constructor(plan: Plan, stack: pulumi.Resource, args: PlanDeploymentArgs) {
    this.#stack = stack;
    this.#args = args;
    this.#manager = fieldManager(args.prefix);
    this.#beforeNamespace = hook(
      `${args.prefix}namespaces: refuse to delete models with one`,
      async ({ oldInputs }) => {
        if (args.refuses) await refuseModelsIn(args.cluster, (oldInputs as Manifest).metadata.name);
      },
    );
    for (const ordered of deploymentOrder(plan)) this.#deployChart(ordered);
  }

  #deployChart(ordered: OrderedChart): void {
    const { prefix, providers, cluster, first, adopt, timeLimits, waitForModels } = this.#args;
    const { chart, after } = ordered;
    const name = `${prefix}${chart.name}`;
    const claim = new Claim(cluster, chart, { manager: this.#manager, adopt, upserts: providers.upserts });
    const hasDefinitions = chart.objects.some(({ manifest }) => isDefinition(manifest.kind));
    const component = new ServingChart(
      name,
      {
        chart,
        cluster,
        first,
        gates: after.flatMap((other) => this.#gates.get(other) ?? []),
        after: after.flatMap((other) => this.#ends.get(other) ?? []),
        // Beside definitions all else is slow, and what waits for pods would hold slots that a group needs.
        clear: hasDefinitions ? undefined : this.#together.deployed(),
        limitOf: (other) => limitOf(timeLimits, other),
        claim,
      },
      this.#stack,
    );
    // One for all: whatever it is for, the engine sends all of an object.
    const before = hook(`${name}: before an object is made`, async ({ newInputs }) => {
      const object = newInputs as Manifest;
      await claim.ofObject(object);
      if (isDefinition(object.kind)) await this.#together.hold();
    });
    const limit = limitOf(timeLimits, chart.name);
    for (const object of ordered.objects) this.#deployObject(object, { component, before, limit });
    const end = this.#endOf(ordered);
    this.#ends.set(chart.name, end);
    if (chart.gate) this.#gates.set(chart.name, chart.gate);
    const models = chart.objects.filter(isModel);
    if (models.length === 0 || !waitForModels) return;
    const ready = new ModelsReady(name, { chart, cluster, limit, after: end }, component);
    for (const { id } of models) this.ready.set(id, ready);
  }

  #deployObject({ object, after }: OrderedObject, { component, before, limit }: InChart): void {
    const { prefix, providers } = this.#args;
    const { id, manifest, source } = object;
    const { namespace, name: objectName } = manifest.metadata;
    const isKept = isDefinition(manifest.kind);
    const time = `${Math.ceil(limit / 1000)}s`;
    const Resource = classOf(manifest);
    // Pulumi hands only those properties on that are named.
    const args = {
      ...(isModel(object) && { status: undefined }),
      ...(withOutputs(annotated(manifest, this.#manager)) as object),
    };
    const name = `${prefix}${namespace === undefined ? "" : `${namespace}/`}${objectName}`;
    const resource = new Resource(name, isKept ? this.#together.inTurn(args) : args, {
      parent: component,
      provider: isKept ? providers.definitions : providers.objects,
      dependsOn: after.flatMap((other) => this.resources.get(other) ?? []),
      aliases: aliasesOf(releaseOf(source), manifest),
      customTimeouts: { create: time, update: time, delete: time },
      // Without its definition every object of a kind is gone, models too; a definition is kept, and taken back later.
      ...(isKept && { retainOnDelete: true, hideDiffs: ["spec.versions"] }),
      hooks: bound({
        beforeCreate: before,
        beforeDelete: manifest.kind === "Namespace" ? this.#beforeNamespace : undefined,
      }),
    });
    if (isKept) this.#together.add(resource);
    this.resources.set(id, resource);
  }

  /** What says that a chart is there: what comes last, and what its gate looks at. */
  #endOf({ chart: { objects, gate }, last }: OrderedChart): pulumi.CustomResource[] {
    const lookedAt = objects.filter((object) => gate && looksAt(gate, object)).map(({ id }) => id);
    return [...new Set([...last, ...lookedAt])].flatMap((id) => this.resources.get(id) ?? []);
  }
}

function releaseOf(source: ApiObject): typeof latestRelease {
  return platformFacts(source)?.release ?? latestRelease;
}
