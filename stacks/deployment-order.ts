import type { Plan, PlannedChart, PlannedObject } from "../lib/plan";

/** One object and what comes before it in its own chart. */
export interface OrderedObject {
  readonly object: PlannedObject;
  /** Ids of objects of the same chart. */
  readonly after: readonly string[];
}

/** One chart and what comes before all of it. */
export interface OrderedChart {
  readonly chart: PlannedChart;
  /** Names of charts that are complete before this one starts; only the nearest. */
  readonly after: readonly string[];
  /** In an order in which every object follows what it waits for. */
  readonly objects: readonly OrderedObject[];
  /** Ids of the objects that come last: nothing of the chart is left once they are done. */
  readonly last: readonly string[];
}

/** Kinds whose creation ends only when something in the cluster has happened. */
const WAITING = new Set(["Deployment", "StatefulSet", "DaemonSet", "Job"]);

/** Whether Pulumi holds one of its slots for an object until the cluster has done something. */
export function isWaiting({ manifest }: PlannedObject): boolean {
  const { type } = (manifest as { readonly spec?: { readonly type?: unknown } }).spec ?? {};
  return WAITING.has(manifest.kind) || (manifest.kind === "Service" && type === "LoadBalancer");
}

/** Whether Pulumi makes it together with others of its kind, and keeps it where the rest is removed. */
export function isDefinition(kind: string): boolean {
  return kind === "CustomResourceDefinition";
}

/**
 * The edges of a plan as Pulumi needs them: few, and safe with any number of slots.
 *
 * Inside a chart, objects wait for objects; across charts, the chart waits for those before it, so that ten thousand
 * models cost no edge to the platform. An object that holds a slot while it waits comes after everything in its chart
 * that does not: what it waits for is never in the queue behind it.
 */
export function deploymentOrder({ charts }: Plan): OrderedChart[] {
  const homes = new Map<string, string>();
  for (const { name, objects, gate } of charts) {
    if (gate) homes.set(gate.id, name);
    for (const { id } of objects) homes.set(id, name);
  }
  const before = new Map<string, Set<string>>();
  return charts.map((chart): OrderedChart => {
    const { name, objects } = chart;
    const others = new Set([
      ...chart.after,
      ...objects.flatMap(({ after }) => after.flatMap((id) => homes.get(id) ?? [])),
    ]);
    others.delete(name);
    const indirect = new Set([...others].flatMap((other) => [...(before.get(other) ?? [])]));
    before.set(name, new Set([...others, ...indirect]));
    const ordered = withinChart(objects, (id) => homes.get(id) === name);
    const followed = new Set(ordered.flatMap(({ after }) => after));
    return {
      chart,
      after: [...others].filter((other) => !indirect.has(other)),
      objects: ordered,
      last: ordered.map(({ object: { id } }) => id).filter((id) => !followed.has(id)),
    };
  });
}

function withinChart(objects: readonly PlannedObject[], isHere: (id: string) => boolean): OrderedObject[] {
  // An object that follows one that waits cannot come before it.
  const late = new Set<string>();
  for (const object of objects) {
    if (isWaiting(object) || object.after.some((id) => late.has(id))) late.add(object.id);
  }
  const plain = objects.filter(({ id }) => !late.has(id));
  // One plain object stands for all: the others come before it, and what waits comes after it.
  const anchor = objects.some(isWaiting) ? plain.at(-1)?.id : undefined;
  const ordered = objects.map((object): OrderedObject => {
    const after = new Set(object.after.filter(isHere));
    if (object.id === anchor) for (const { id } of plain) after.add(id);
    else if (anchor !== undefined && isWaiting(object)) after.add(anchor);
    after.delete(object.id);
    return { object, after: [...after] };
  });
  return [
    ...ordered.filter(({ object }) => !late.has(object.id)),
    ...ordered.filter(({ object }) => late.has(object.id)),
  ];
}
