import type * as pulumi from "@pulumi/pulumi";
import type { Manifest } from "../lib/internal/emit";
import type { PlannedChart } from "../lib/plan";
import type { Cluster, Stored } from "./cluster";
import { isDefinition } from "./deployment-order";
import { known } from "./known";
import { bearsMark } from "./pulumi-annotations";
import { isOfPrograms, takeOver } from "./take-over";

/** An object that the cluster has already. */
interface Found {
  readonly kind: string;
  readonly object: Stored;
  readonly managers: readonly string[];
}

/** Who claims. */
export interface Claimant {
  /** Field manager of the stack. */
  readonly manager: string;
  /** Whether it takes over what others made. */
  readonly adopt: boolean;
  /** Whether its provider makes nothing of a create where the object exists but an update. */
  readonly upserts: pulumi.Input<boolean>;
}

/**
 * Refuses to take over what others made: objects of a chart that the cluster has before this stack deploys them first.
 *
 * What an interrupted `up` of the stack has made, without its state knowing, is its own: by its field manager; where an
 * object does not bear that mark, by being all that the program would make of it. Definitions are so if apply.sh or a
 * Pulumi program made them: both keep theirs when all else is removed, and take them back.
 */
export class Claim {
  readonly #cluster: Cluster;
  readonly #chart: PlannedChart;
  readonly #claimant: Claimant;
  #survey: Promise<ReadonlyMap<string, Found>> | undefined;

  constructor(cluster: Cluster, chart: PlannedChart, claimant: Claimant) {
    this.#cluster = cluster;
    this.#chart = chart;
    this.#claimant = claimant;
  }

  /** Throws a list of what others made, before anything of the chart is. */
  public async ofChart(): Promise<void> {
    if (this.#claimant.adopt) return;
    const found = await this.#found();
    const named = this.#chart.objects.flatMap(
      ({ manifest }) => found.get(keyOf(manifest.kind, manifest.metadata)) ?? [],
    );
    this.#refuse(named.filter((one) => !this.#isMarked(one) && !mayBeOwn(one)));
  }

  /** Throws where others made an object, just before it is: one may be new where its chart is not. */
  public async ofObject(inputs: Manifest): Promise<void> {
    const { kind, metadata } = inputs;
    const found = (await this.#found()).get(keyOf(kind, metadata));
    if (!found) return;
    await this.#refuseToMakeAgain(inputs);
    if (this.#isMarked(found)) return;
    const { adopt, manager } = this.#claimant;
    if (!adopt && !(mayBeOwn(found) && (isDefinition(kind) || holds(found.object, await known(inputs))))) {
      this.#refuse([found]);
    }
    await takeOver(this.#cluster, inputs, manager);
  }

  #isMarked({ managers }: Found): boolean {
    return managers.includes(this.#claimant.manager);
  }

  #found(): Promise<ReadonlyMap<string, Found>> {
    return (this.#survey ??= survey(this.#cluster, this.#chart));
  }

  /** Throws where the provider would only say that the object exists. */
  async #refuseToMakeAgain({ apiVersion, kind, metadata: { name, namespace } }: Manifest): Promise<void> {
    if (isDefinition(kind) || (await known(this.#claimant.upserts))) return;
    // Pulumi may have deleted it meanwhile, to make it anew.
    if (!(await this.#cluster.read(apiVersion, kind, name, namespace ?? "default"))) return;
    throw new Error(
      `${this.#chart.name}: the cluster has ${kind} ${[namespace, name].filter(Boolean).join("/")} already, and the provider that the stack was given takes over nothing; fix: upsertExistingObjects: true among the options of that provider`,
    );
  }

  #refuse(found: readonly Found[]): void {
    if (found.length === 0) return;
    const lines = found.map(({ kind, object: { metadata }, managers }) => {
      const place = [metadata?.namespace, metadata?.name].filter(Boolean).join("/");
      return `  ${kind} ${place}, written by ${managers.join(", ") || "someone unknown"}`;
    });
    throw new Error(
      [
        `${this.#chart.name}: the cluster has ${lines.length === 1 ? "an object" : `${lines.length} objects`} of this chart already:`,
        ...lines.slice(0, 10),
        ...(lines.length > 10 ? [`  and ${lines.length - 10} more`] : []),
        "  Fix: adopt: true, which takes them over as they are (a platform that apply.sh made, an earlier program's);",
        "  or existing(…) for an add-on that is not yours; or another cluster, where this is not the one that was meant.",
      ].join("\n"),
    );
  }
}

/**
 * What the cluster has by the names of the objects of a chart: a list for each kind and namespace.
 *
 * An object that names no namespace is looked for in all of them: which one it gets is the provider's to say.
 */
async function survey(cluster: Cluster, { objects }: PlannedChart): Promise<ReadonlyMap<string, Found>> {
  const lists = new Map<string, { apiVersion: string; kind: string; namespace?: string; names: Set<string> }>();
  for (const { manifest } of objects) {
    const { apiVersion, kind, metadata } = manifest;
    const key = [apiVersion, kind, metadata.namespace ?? ""].join(" ");
    const list = lists.get(key) ?? { apiVersion, kind, namespace: metadata.namespace, names: new Set() };
    list.names.add(metadata.name);
    lists.set(key, list);
  }
  const found = new Map<string, Found>();
  const surveyed = [...lists.values()].map(async ({ apiVersion, kind, namespace, names }) => {
    const stored = isDefinition(kind)
      ? await cluster.listMetadata(apiVersion, kind)
      : await cluster.list(apiVersion, kind, { namespace });
    for (const object of stored) {
      const { name = "", namespace: place, managedFields = [] } = object.metadata ?? {};
      if (!names.has(name)) continue;
      const writers = managedFields.filter(({ subresource = "" }) => subresource === "");
      const managers = [...new Set(writers.flatMap(({ manager }) => manager ?? []))];
      found.set(keyOf(kind, { name, namespace: place }), { kind, object, managers });
    }
  });
  await Promise.all(surveyed);
  return found;
}

function keyOf(kind: string, { name, namespace }: Manifest["metadata"]): string {
  return [kind, namespace ?? "", name].join(" ");
}

/** Whether the stack may have made an object that does not say who did. */
function mayBeOwn({ kind, managers }: Found): boolean {
  if (isDefinition(kind)) return managers.some(isOfPrograms);
  return !bearsMark(kind) && managers.some((manager) => manager.startsWith("pulumi-kubernetes"));
}

/** Whether an object has every field of another, beside its own. */
function holds(object: unknown, fields: unknown): boolean {
  if (fields === null || typeof fields !== "object") return object === fields;
  if (object === null || typeof object !== "object" || Array.isArray(object) !== Array.isArray(fields)) return false;
  if (Array.isArray(fields) && fields.length !== (object as unknown[]).length) return false;
  return Object.entries(fields).every(([key, value]) => holds((object as Record<string, unknown>)[key], value));
}
