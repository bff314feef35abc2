import * as pulumi from "@pulumi/pulumi";
import { Duration, type ApiObject } from "cdk8s";
import type { Construct } from "constructs";
import { InvalidError } from "../lib/internal/invalid";
import { nearest } from "../lib/internal/nearest";
import { platformFacts } from "../lib/internal/platform-facts";
import { ServingApp } from "../lib/output/serving-app";
import type { Gate, Plan } from "../lib/plan";
import { latestRelease } from "../lib/releases";
import { Cluster } from "./cluster";
import { DefinitionsTogether } from "./definitions-together";
import { deploymentOrder, isDefinition, type OrderedChart, type OrderedObject } from "./deployment-order";
import { Gateway } from "./gateway";
import { misplacedOutputs } from "./misplaced-outputs";
import { ModelsGuard } from "./models-guard";
import type { ServingStackOptions } from "./options";
import { OutputResolver } from "./output-resolver";
import { providersOf, type Providers } from "./providers";
import { annotated } from "./pulumi-annotations";
import { aliasesOf, classOf } from "./resource-class";
import { ServingChart } from "./serving-chart";
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
  readonly #waitsForModels: boolean;

  /**
   * @param name Pulumi's name of the component; the names of the objects' resources do not depend on it.
   * @param define Puts a platform and its models into the app: what `charts/main.ts` does before it synthesizes.
   * @throws pulumi.RunError with every mistake in the definition; nothing is registered then.
   */
  constructor(name: string, define: (app: ServingApp) => unknown, options: ServingStackOptions = {}) {
    const {
      kubeconfig,
      context,
      adopt,
      waitForModels,
      timeLimits,
      clusterIdentifier,
      refuseForeignModels,
      prefix: given,
      ...own
    } = options;
    const { app, plan } = planned(define);
    super("kserve-stack:index:ServingStack", name, {}, own);
    this.#waitsForModels = waitForModels ?? true;
    const prefix = given === undefined ? "" : `${given}:`;
    const providers = providersOf(prefix, this, options);
    const cluster = new Cluster(providers.access);
    const definitions = plan.charts.flatMap(({ objects }) => objects.filter(isDefinition));
    const together = new DefinitionsTogether(prefix, definitions.length);
    const limitOf = (chart: string): number =>
      (timeLimits?.[chart] ?? timeLimits?.default ?? Duration.minutes(10)).toMilliseconds();
    withoutTraces(() => {
      this.#deployAll(prefix, plan, { providers, together, cluster, limitOf, adopt: adopt ?? false });
    });
    if (refuseForeignModels ?? plan.charts.some(({ layer }) => layer === "kserve")) {
      new ModelsGuard(`${prefix}models`, cluster, plan, { parent: this, dependsOn: [...this.#resources.values()] });
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

  /** The URL of a model, `namespace/name`; known once the model is Ready. */
  public url(model: string | { readonly namespace: string; readonly name: string }): pulumi.Output<string> {
    const name = typeof model === "string" ? model : `${model.namespace}/${model.name}`;
    if (!this.#waitsForModels) {
      throw new pulumi.RunError(
        `url of ${name} is known only once the model is Ready, got waitForModels: false; fix: waitForModels: true`,
      );
    }
    const resource = this.#resources.get(`${MODEL}${name}`);
    if (!resource) {
      const known = this.#models();
      const near = nearest(name, known);
      throw new pulumi.RunError(
        `url must be of a model of the stack (${known.join(", ") || "it has none"}), got ${JSON.stringify(name)}; fix: ${near === undefined ? '"namespace/name"' : `did you mean ${JSON.stringify(near)}?`}`,
      );
    }
    return (resource as unknown as { readonly status: pulumi.Output<{ readonly url: string }> }).status.url;
  }

  /** The URLs of all models, by `namespace/name`. */
  public get urls(): Readonly<Record<string, pulumi.Output<string>>> {
    return Object.fromEntries(this.#models().map((model) => [model, this.url(model)]));
  }

  #models(): string[] {
    return [...this.#resources.keys()].filter((id) => id.startsWith(MODEL)).map((id) => id.slice(MODEL.length));
  }

  #deployAll(prefix: string, plan: Plan, deployment: Deployment): void {
    const { cluster, limitOf, adopt } = deployment;
    const gates = new Map<string, Gate>();
    const last = new Map<string, readonly pulumi.CustomResource[]>();
    for (const ordered of deploymentOrder(plan)) {
      const { chart, after } = ordered;
      const component = new ServingChart(
        `${prefix}${chart.name}`,
        {
          chart,
          cluster,
          gates: after.flatMap((other) => gates.get(other) ?? []),
          after: after.flatMap((other) => last.get(other) ?? []),
          limitOf,
          adopt,
        },
        { parent: this },
      );
      if (chart.gate) gates.set(chart.name, chart.gate);
      for (const object of ordered.objects) {
        this.#deploy(prefix, object, component, { ...deployment, limit: limitOf(chart.name) });
      }
      last.set(chart.name, this.#resourcesOf(ordered));
    }
  }

  #deploy(
    prefix: string,
    { object, after }: OrderedObject,
    parent: ServingChart,
    { providers, together, limit }: Deployment & { readonly limit: number },
  ): void {
    const { id, manifest, source } = object;
    const { namespace, name: objectName } = manifest.metadata;
    const time = `${Math.ceil(limit / 1000)}s`;
    const Resource = classOf(manifest);
    const args = {
      ...(withOutputs(annotated(manifest, this.#waitsForModels)) as object),
      // Registered without a value, so that it can be read once the cluster has given it one.
      ...(manifest.kind === "InferenceService" && { status: undefined }),
    };
    const resource = new Resource(`${prefix}${namespace === undefined ? "" : `${namespace}/`}${objectName}`, args, {
      parent,
      provider: isDefinition(object) ? providers.definitions : providers.objects,
      dependsOn: after.flatMap((other) => this.#resources.get(other) ?? []),
      aliases: aliasesOf(releaseOf(source), manifest),
      customTimeouts: { create: time, update: time, delete: time },
      // Without its definition every object of a kind is gone, models too; a definition is kept, and taken back later.
      ...(isDefinition(object) && { retainOnDelete: true, hideDiffs: ["spec.versions"], hooks: together.hooks }),
    });
    this.#resources.set(id, resource);
  }

  #resourcesOf({ last }: OrderedChart): pulumi.CustomResource[] {
    return last.flatMap((id) => this.#resources.get(id) ?? []);
  }
}

const MODEL = "serving.kserve.io/InferenceService ";

function planned(define: (app: ServingApp) => unknown): { app: Construct; plan: Plan } {
  try {
    const app = new ServingApp({ resolvers: [new OutputResolver()] });
    define(app);
    const plan = app.plan();
    const messages = misplacedOutputs(plan);
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
