import * as pulumi from "@pulumi/pulumi";
import type { ApiObject } from "cdk8s";
import type { Construct } from "constructs";
import { InvalidError } from "../lib/internal/invalid";
import { nearest } from "../lib/internal/nearest";
import { platformFacts } from "../lib/internal/platform-facts";
import { ServingApp } from "../lib/output/serving-app";
import type { Manifest } from "../lib/internal/emit";
import type { Gate, Plan } from "../lib/plan";
import { latestRelease } from "../lib/releases";
import { Claim } from "./claim";
import { Cluster } from "./cluster";
import { DefinitionsTogether } from "./definitions-together";
import { deploymentOrder, isDefinition, type OrderedChart, type OrderedObject } from "./deployment-order";
import { fieldManager } from "./field-manager";
import { addOwnModels, refuseForeignModels } from "./foreign-models";
import { looksAt } from "./gates/looks-at";
import { Gateway } from "./gateway";
import { at, hook } from "./hooks";
import { misplacedOutputs } from "./misplaced-outputs";
import { urlOf } from "./model-url";
import { isModel } from "./models";
import { ModelsGuard } from "./models-guard";
import { ModelsReady } from "./models-ready";
import type { ServingStackOptions } from "./options";
import { OutputResolver } from "./output-resolver";
import { providersOf, type Providers } from "./providers";
import { annotated } from "./pulumi-annotations";
import { aliasesOf, classOf } from "./resource-class";
import { ServingChart } from "./serving-chart";
import { limitOf, mistakenLimits } from "./time-limits";
import { withOutputs } from "./with-outputs";
import { withoutTraces } from "./without-traces";

/** Pulumi's resources by the identities of their objects. */
export type Resources = ReadonlyMap<string, pulumi.CustomResource>;

interface Deployment {
  readonly providers: Providers;
  readonly together: DefinitionsTogether;
  readonly cluster: Cluster;
  /** Milliseconds that a chart may take. */
  readonly limitOf: (chart: string) => number;
  readonly adopt: boolean;
  readonly waitForModels: boolean;
  /** Field manager of all objects. */
  readonly manager: string;
}

interface ChartDeployment extends Deployment {
  /** What the engine calls before each object is made. */
  readonly before: pulumi.ResourceHook | undefined;
  /** Milliseconds. */
  readonly limit: number;
}

/**
 * A serving platform and its models, deployed by `pulumi up` from the definition that `cdk8s synth` writes as YAML.
 *
 * Every object is a resource of its own; every chart is a component that opens once the gates before it are passed.
 */
export class ServingStack extends pulumi.ComponentResource {
  /** The gateway through which every request enters. */
  public readonly gateway: Gateway;
  readonly #resources = new Map<string, pulumi.CustomResource>();
  readonly #cluster: Cluster;
  /** What says that a model is Ready, by its identity. */
  readonly #ready = new Map<string, ModelsReady>();

  /**
   * @param name Pulumi's name of the component; the names of the objects' resources do not depend on it.
   * @param define Puts a platform and its models into the app: what `charts/main.ts` does before it synthesizes.
   * @throws pulumi.RunError with every mistake in the definition; nothing is registered then.
   */
  constructor(name: string, define: (app: ServingApp) => unknown, options: ServingStackOptions = {}) {
    const {
      kubeconfig,
      context,
      cluster: ofKubeconfig,
      adopt = false,
      waitForModels = true,
      timeLimits,
      clusterIdentifier,
      refuseForeignModels: refuses = true,
      prefix: given,
      ...own
    } = options;
    const { app, plan } = planned(define, timeLimits);
    super("kserve-stack:index:ServingStack", name, {}, { ...own, aliases: aliasesOfStack(own) });
    const prefix = given === undefined ? "" : `${given}:`;
    const providers = providersOf(prefix, this, options);
    const cluster = new Cluster(providers.access);
    this.#cluster = cluster;
    withoutTraces(() => {
      const manager = fieldManager(prefix);
      this.#deployAll(prefix, plan, {
        providers,
        together: new DefinitionsTogether(),
        cluster,
        limitOf: (chart) => limitOf(timeLimits, chart),
        adopt,
        waitForModels,
        manager,
      });
    });
    addOwnModels(plan);
    const guard = hook(`${prefix}models: refuse foreign models`, () =>
      refuses ? refuseForeignModels(cluster) : Promise.resolve(),
    );
    if (refuses && plan.charts.some(({ layer }) => layer === "kserve")) {
      const dependsOn = [...this.#resources.values(), ...new Set(this.#ready.values())];
      new ModelsGuard(`${prefix}models`, guard, { parent: this, dependsOn });
    }
    this.gateway = new Gateway(app, this.#resources);
    this.registerOutputs({});
  }

  /** The resource of an object, by its identity in the plan: `Service istio-system/istio-ingressgateway`. */
  public resource(id: string): pulumi.CustomResource {
    const resource = this.#resources.get(id);
    if (resource) return resource;
    const near = nearest(id, [...this.#resources.keys()]);
    throw new pulumi.RunError(
      `resource must be the identity of an object of the stack, got ${JSON.stringify(id)}; fix: ${near === undefined ? 'one of plan(app), e.g. "Namespace kserve"' : `did you mean ${JSON.stringify(near)}?`}`,
    );
  }

  /**
   * The URL of a model, `namespace/name`; known once the model is Ready. Empty where the cluster has no such model any
   * more; under Pulumi's mocks the `status.url` that they give.
   */
  public url(model: string | { readonly namespace: string; readonly name: string }): pulumi.Output<string> {
    const name = typeof model === "string" ? model : `${model.namespace}/${model.name}`;
    const id = `${MODEL}${name}`;
    const resource = this.#resources.get(id);
    if (!resource) {
      const known = this.#models();
      const near = nearest(name, known);
      throw new pulumi.RunError(
        `url must be of a model of the stack (${known.join(", ") || "it has none"}), got ${JSON.stringify(name)}; fix: ${near === undefined ? '"namespace/name"' : `did you mean ${JSON.stringify(near)}?`}`,
      );
    }
    const ready = this.#ready.get(id);
    if (!ready) {
      throw new pulumi.RunError(
        `url of ${name} is known only once the model is Ready, got waitForModels: false; fix: waitForModels: true`,
      );
    }
    return urlOf(name, this.#cluster, resource, ready);
  }

  /** The URLs of all models, by `namespace/name`. */
  public get urls(): Readonly<Record<string, pulumi.Output<string>>> {
    return Object.fromEntries(this.#models().map((model) => [model, this.url(model)]));
  }

  #models(): string[] {
    return [...this.#resources.keys()].filter((id) => id.startsWith(MODEL)).map((id) => id.slice(MODEL.length));
  }

  #deployAll(prefix: string, plan: Plan, deployment: Deployment): void {
    const { together, cluster, limitOf, adopt, waitForModels, manager } = deployment;
    const gates = new Map<string, Gate>();
    const last = new Map<string, readonly pulumi.CustomResource[]>();
    for (const ordered of deploymentOrder(plan)) {
      const { chart, after } = ordered;
      const name = `${prefix}${chart.name}`;
      const claim = new Claim(cluster, chart, { manager, adopt });
      // One for all: whatever it is for, the engine sends all of an object.
      const before = hook(`${name}: before an object is made`, async ({ newInputs }) => {
        const object = newInputs as Manifest;
        await claim.ofObject(object);
        if (isDefinition(object.kind)) await together.hold();
      });
      const limit = limitOf(chart.name);
      const component = new ServingChart(
        name,
        {
          chart,
          cluster,
          gates: after.flatMap((other) => gates.get(other) ?? []),
          after: after.flatMap((other) => last.get(other) ?? []),
          // Beside definitions all else is slow, and what waits for pods would hold slots that a group needs.
          clear: chart.objects.some(({ manifest }) => isDefinition(manifest.kind)) ? undefined : together.deployed(),
          limitOf,
          claim,
        },
        this,
      );
      if (chart.gate) gates.set(chart.name, chart.gate);
      for (const object of ordered.objects) {
        this.#deploy(prefix, object, component, { ...deployment, before, limit });
      }
      const ended = this.#resourcesOf(ordered);
      last.set(chart.name, ended);
      const models = chart.objects.filter(isModel);
      if (models.length === 0 || !waitForModels) continue;
      const ready = new ModelsReady(name, { chart, cluster, limit, after: ended }, component);
      for (const { id } of models) this.#ready.set(id, ready);
    }
  }

  #deploy(
    prefix: string,
    { object, after }: OrderedObject,
    parent: ServingChart,
    { providers, together, manager, before, limit }: ChartDeployment,
  ): void {
    const { id, manifest, source } = object;
    const { namespace, name: objectName } = manifest.metadata;
    const isKept = isDefinition(manifest.kind);
    const time = `${Math.ceil(limit / 1000)}s`;
    const Resource = classOf(manifest);
    // Pulumi hands only those properties on that are named.
    const args = {
      ...(isModel(object) && { status: undefined }),
      ...(withOutputs(annotated(manifest, manager)) as object),
    };
    const name = `${prefix}${namespace === undefined ? "" : `${namespace}/`}${objectName}`;
    const resource = new Resource(name, isKept ? together.inTurn(args) : args, {
      parent,
      provider: isKept ? providers.definitions : providers.objects,
      dependsOn: after.flatMap((other) => this.#resources.get(other) ?? []),
      aliases: aliasesOf(releaseOf(source), manifest),
      customTimeouts: { create: time, update: time, delete: time },
      // Without its definition every object of a kind is gone, models too; a definition is kept, and taken back later.
      ...(isKept && { retainOnDelete: true, hideDiffs: ["spec.versions"] }),
      hooks: at(["beforeCreate"], before),
    });
    if (isKept) together.add(resource);
    this.#resources.set(id, resource);
  }

  /** What says that a chart is there: what comes last, and what its gate looks at. */
  #resourcesOf({ chart: { objects, gate }, last }: OrderedChart): pulumi.CustomResource[] {
    const lookedAt = objects.filter((object) => gate && looksAt(gate, object)).map(({ id }) => id);
    return [...new Set([...last, ...lookedAt])].flatMap((id) => this.#resources.get(id) ?? []);
  }
}

const MODEL = "serving.kserve.io/InferenceService ";

/** A stack that is put below a component keeps what it deployed when it was below none. */
function aliasesOfStack({ parent, aliases = [] }: pulumi.ComponentResourceOptions): NonNullable<typeof aliases> {
  return parent === undefined ? aliases : [...aliases, { parent: pulumi.rootStackResource }];
}

function planned(
  define: (app: ServingApp) => unknown,
  timeLimits: ServingStackOptions["timeLimits"],
): { app: Construct; plan: Plan } {
  try {
    const app = new ServingApp({ resolvers: [new OutputResolver()] });
    define(app);
    const plan = app.plan();
    const messages = [...misplacedOutputs(plan), ...mistakenLimits(plan, timeLimits)];
    if (messages.length > 0) throw new InvalidError(messages);
    return { app, plan };
  } catch (error) {
    // Pulumi shows a RunError without the stack of this package.
    if (error instanceof InvalidError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

function releaseOf(source: ApiObject): typeof latestRelease {
  return platformFacts(source)?.release ?? latestRelease;
}
