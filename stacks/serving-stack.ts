import * as pulumi from "@pulumi/pulumi";
import type { Construct } from "constructs";
import { InvalidError } from "../lib/internal/invalid";
import { didYouMean } from "../lib/internal/nearest";
import { ServingApp } from "../lib/output/serving-app";
import type { Plan } from "../lib/plan";
import { Cluster } from "./cluster";
import { addOwnModels } from "./foreign-models";
import { Gateway } from "./gateway";
import { misplacedOutputs } from "./misplaced-outputs";
import { urlOf } from "./model-url";
import { guardModels } from "./models-guard";
import type { ServingStackOptions } from "./options";
import { OutputResolver } from "./output-resolver";
import { guardParts } from "./parts-guard";
import { PlanDeployment } from "./plan-deployment";
import { providersOf } from "./providers";
import { mistakenLimits } from "./time-limits";
import { withoutTraces } from "./without-traces";

/**
 * A serving platform and its models, deployed by `pulumi up` from the definition that `cdk8s synth` writes as YAML.
 *
 * Every object is a resource of its own; every chart is a component that opens once the gates before it are passed.
 */
export class ServingStack extends pulumi.ComponentResource {
  /** The gateway through which every request enters. */
  public readonly gateway: Gateway;
  readonly #cluster: Cluster;
  readonly #deployed: PlanDeployment;

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
    const first = guardParts(this, { prefix, cluster, plan, refuses });
    const args = { prefix, providers, cluster, first, refuses, timeLimits, adopt, waitForModels };
    this.#deployed = withoutTraces(() => new PlanDeployment(plan, this, args));
    const { resources, ready } = this.#deployed;
    addOwnModels(plan);
    const isPlatform = plan.charts.some(({ layer }) => layer === "kserve");
    const after = isPlatform ? [...resources.values(), ...new Set(ready.values())] : [];
    guardModels(this, { prefix, cluster, after, refuses });
    this.gateway = new Gateway(app, resources);
    this.registerOutputs({});
  }

  /** The resource of an object, by its identity in the plan: `Service istio-system/istio-ingressgateway`. */
  public resource(id: string): pulumi.CustomResource {
    const resource = this.#deployed.resources.get(id);
    if (resource) return resource;
    throw new pulumi.RunError(
      `resource must be the identity of an object of the stack, got ${JSON.stringify(id)}; fix: ${didYouMean(id, [...this.#deployed.resources.keys()], 'one of plan(app), e.g. "Namespace kserve"')}`,
    );
  }

  /**
   * The URL of a model, `namespace/name`; known once the model is Ready. Empty where the cluster has no such model any
   * more; under Pulumi's mocks the `status.url` that they give.
   */
  public url(model: string | { readonly namespace: string; readonly name: string }): pulumi.Output<string> {
    const name = typeof model === "string" ? model : `${model.namespace}/${model.name}`;
    const id = `${MODEL}${name}`;
    const resource = this.#deployed.resources.get(id);
    if (!resource) {
      const known = this.#models();
      throw new pulumi.RunError(
        `url must be of a model of the stack (${known.join(", ") || "it has none"}), got ${JSON.stringify(name)}; fix: ${didYouMean(name, known, '"namespace/name"')}`,
      );
    }
    const ready = this.#deployed.ready.get(id);
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
    return [...this.#deployed.resources.keys()]
      .filter((id) => id.startsWith(MODEL))
      .map((id) => id.slice(MODEL.length));
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
