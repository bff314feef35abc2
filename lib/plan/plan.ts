import { ApiObject, Chart } from "cdk8s";
import type { IConstruct } from "constructs";
import type { Manifest } from "../internal/emit";
import { InvalidError } from "../internal/invalid";
import { conditionsOf } from "./conditions";
import { layerOf, orderOf } from "./layer";
import { groupOf, identityOf, isCustom, judges, refersTo, type Referrer } from "./references";
import { sortByDependency } from "./sort";
import type { Gate, Plan, PlannedChart, PlannedObject } from "./types";

interface Draft {
  readonly chart: Chart;
  readonly name: string;
  readonly objects: { readonly source: ApiObject; readonly manifest: Referrer; readonly id: string }[];
  readonly gate: Gate | undefined;
}

/**
 * The graph of an app as data: objects, identities, edges and gates.
 *
 * Pure and synchronous. Edges are true dependencies, found from the objects themselves: an object on its namespace; a
 * custom resource on its definition and on the webhook that judges it; a workload on its account, rights and
 * configuration; a webhook configuration on what serves it. Dependencies declared with cdk8s' `addDependency` join them.
 */
export function plan(app: IConstruct): Plan {
  const drafts = draftCharts(app);
  const index = new Index(drafts);
  const byChart = new Map<IConstruct, Draft>(drafts.map((draft) => [draft.chart, draft]));
  const orders = chartOrders(byChart);
  const charts = drafts.map((draft): PlannedChart => {
    const layer = layerOf(draft.chart);
    const order = orders.get(draft) ?? orderOf(draft.chart);
    const before = chartDependencies(draft, byChart);
    const waits = before.flatMap(({ gate }) => (gate ? [gate.id] : []));
    const objects = draft.objects.map(({ source, manifest, id }): PlannedObject => ({
      id,
      manifest,
      source,
      after: [...new Set([...waits, ...index.after(draft, source, manifest)])].filter((other) => other !== id),
    }));
    return {
      name: draft.name,
      layer,
      order,
      file: `${String(order).padStart(2, "0")}-${draft.name}.yaml`,
      after: before.map(({ name }) => name),
      objects: sortByDependency(
        objects,
        ({ id }) => id,
        ({ after }) => after,
      ),
      ...(draft.gate && { gate: draft.gate }),
      source: draft.chart,
    };
  });
  charts.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
  assertOrder(charts);
  return { charts };
}

function draftCharts(app: IConstruct): Draft[] {
  const charts = new Map<Chart, Draft["objects"]>();
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const construct of app.node.findAll()) {
    if (Chart.isChart(construct)) charts.set(construct, []);
    if (!ApiObject.isApiObject(construct)) continue;
    const manifest = manifestOf(construct);
    const id = identityOf(manifest);
    const twin = ids.get(id);
    if (twin !== undefined) {
      throw new InvalidError([
        `${construct.node.path}: ${id} is already made by ${twin}; fix: give one of them another name or namespace`,
      ]);
    }
    ids.set(id, construct.node.path);
    charts.get(construct.chart)?.push({ source: construct, manifest, id });
  }
  return [...charts].flatMap(([chart, objects]): Draft[] => {
    if (objects.length === 0) return [];
    const name = chart.node.id;
    const twin = names.get(name);
    if (twin !== undefined) {
      throw new InvalidError([
        `${chart.node.path}: chart id "${name}" is also used by ${twin}, and both would write one file; fix: another id`,
      ]);
    }
    names.set(name, chart.node.path);
    const conditions =
      layerOf(chart) === "models"
        ? []
        : conditionsOf(
            chart,
            objects.map(({ manifest }) => manifest),
          );
    const gate: Gate | undefined = conditions.length > 0 ? { id: `gate:${name}`, chart: name, conditions } : undefined;
    return [{ chart, name, objects, gate }];
  });
}

function manifestOf(object: ApiObject): Manifest {
  try {
    return object.toJson() as Manifest;
  } catch (error) {
    const [, type = ""] = /can't render non-simple object of type '(.*)'/.exec(String(error)) ?? [];
    if (!type.startsWith("Output")) throw error;
    throw new InvalidError([
      `${object.node.path}: every field must be known where YAML is written, got a Pulumi Output; fix: plain values, or deploy the definition with a ServingStack`,
    ]);
  }
}

/** Finds what an object needs among all objects of the app, without looking at every pair. */
class Index {
  readonly #namespaces = new Map<string, string>();
  readonly #definitions = new Map<string, { draft: Draft; id: string; plural: string }>();
  readonly #webhooks: { draft: Draft; manifest: Referrer }[] = [];
  readonly #judges = new Map<string, string[]>();
  readonly #ids = new Map<ApiObject, string>();

  constructor(drafts: readonly Draft[]) {
    for (const draft of drafts) {
      for (const { source, manifest, id } of draft.objects) {
        this.#ids.set(source, id);
        const { group, names } = manifest.spec ?? {};
        if (manifest.kind === "Namespace") this.#namespaces.set(manifest.metadata.name, id);
        if (manifest.kind === "CustomResourceDefinition" && group !== undefined && names) {
          this.#definitions.set(`${group}/${names.kind}`, { draft, id, plural: names.plural });
        }
        if (manifest.webhooks) this.#webhooks.push({ draft, manifest });
      }
    }
  }

  public after(draft: Draft, source: ApiObject, manifest: Referrer): string[] {
    const namespace = this.#namespaces.get(manifest.metadata.namespace ?? "");
    return [
      ...(namespace === undefined ? [] : [namespace]),
      ...(isCustom(manifest) ? this.#custom(draft, manifest) : []),
      ...this.#neighbours(draft, manifest),
      ...source.node.dependencies.flatMap((dependency) =>
        Chart.isChart(dependency)
          ? []
          : dependency.node
              .findAll()
              .flatMap((node) => (ApiObject.isApiObject(node) ? (this.#ids.get(node) ?? []) : [])),
      ),
    ];
  }

  #custom(draft: Draft, { apiVersion, kind }: Referrer): string[] {
    const group = groupOf(apiVersion);
    const definition = this.#definitions.get(`${group}/${kind}`);
    if (!definition) return [];
    const { plural } = definition;
    const key = `${draft.name} ${group}/${plural}`;
    let gates = this.#judges.get(key);
    if (!gates) {
      gates = this.#webhooks.flatMap(({ draft: other, manifest }) =>
        other !== draft && other.gate && judges(manifest, group, plural) ? [other.gate.id] : [],
      );
      this.#judges.set(key, gates);
    }
    return [definition.draft === draft ? definition.id : (definition.draft.gate?.id ?? definition.id), ...gates];
  }

  #neighbours(draft: Draft, manifest: Referrer): string[] {
    // Models refer to nothing in their chart that has to come first; leaving them out keeps large apps linear.
    if (isCustom(manifest)) return [];
    return draft.objects.flatMap((other) => (refersTo(manifest, other.manifest) ? [other.id] : []));
  }
}

/** The charts that a chart waits for, by itself or by something in them. */
function chartDependencies(draft: Draft, byChart: ReadonlyMap<IConstruct, Draft>): Draft[] {
  const found = draft.chart.node.dependencies.flatMap(({ node }) => {
    const chart = node.scopes.findLast((scope) => byChart.has(scope));
    return chart ? (byChart.get(chart) ?? []) : [];
  });
  return [...new Set(found)].filter((other) => other !== draft);
}

/** A chart that waits for one of its own layer gets a number above it. */
function chartOrders(byChart: ReadonlyMap<IConstruct, Draft>): Map<Draft, number> {
  const orders = new Map<Draft, number>();
  const visit = (draft: Draft, path: readonly Draft[]): number => {
    const known = orders.get(draft);
    if (known !== undefined) return known;
    if (path.includes(draft)) {
      const circle = [...path.slice(path.indexOf(draft)), draft].map(({ name }) => name).join(" → ");
      throw new InvalidError([`charts wait for each other: ${circle}; fix: remove one of these dependencies`]);
    }
    const layer = layerOf(draft.chart);
    const below = chartDependencies(draft, byChart)
      .filter(({ chart }) => layerOf(chart) === layer)
      .map((other) => visit(other, [...path, draft]));
    const order = Math.max(orderOf(draft.chart), ...below.map((number) => number + 1));
    orders.set(draft, order);
    return order;
  };
  for (const draft of byChart.values()) visit(draft, []);
  return orders;
}

/** Every edge must point to something that is applied earlier; a chart put into too low a layer is a mistake. */
function assertOrder(charts: readonly PlannedChart[]): void {
  const places = new Map<string, PlannedChart>();
  for (const chart of charts) {
    if (chart.gate) places.set(chart.gate.id, chart);
    for (const { id } of chart.objects) places.set(id, chart);
  }
  for (const chart of charts) {
    for (const { source, after } of chart.objects) {
      for (const id of after) {
        const other = places.get(id);
        if (
          !other ||
          other === chart ||
          other.order < chart.order ||
          (other.order === chart.order && !id.startsWith("gate:") && other.name < chart.name)
        )
          continue;
        throw new InvalidError([
          `${source.node.path}: waits for ${id}, which ${other.file} brings after ${chart.file}; fix: chart.addDependency(…), or a later layer`,
        ]);
      }
    }
  }
}
