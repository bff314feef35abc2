import type { Plan, PlannedObject } from "../../../../lib/plan";
import { isDefinition } from "../../objects";
import type { Step } from "../events";

/** Pulumi's name of a planned object's resource, with its type. */
export function keyOf({ manifest: { apiVersion, kind, metadata } }: PlannedObject): string {
  const version = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
  const name = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
  return `kubernetes:${version}:${kind} ${name}`;
}

/** Steps by type and name. */
export function byKey(steps: readonly Step[]): ReadonlyMap<string, Step> {
  return new Map(steps.map((step) => [`${step.type} ${step.name}`, step]));
}

/** The edges of a plan, from an object to each that has to be complete before it. */
function* edges({ charts }: Plan): Generator<readonly [PlannedObject, PlannedObject]> {
  const objects = new Map(charts.flatMap((chart) => chart.objects.map((object) => [object.id, object])));
  const gates = new Map(charts.map(({ gate, objects: behind }) => [gate?.id, behind]));
  for (const object of objects.values()) {
    for (const id of object.after) {
      for (const other of gates.get(id) ?? [objects.get(id)]) if (other) yield [object, other];
    }
  }
}

/** What began before something that had to be complete first. */
export function outOfOrder(plan: Plan, steps: readonly Step[], direction: "up" | "down"): string[] {
  // A destroy that runs the program first says of everything that nothing is to change.
  const known = byKey(direction === "up" ? steps : steps.filter(({ op }) => op !== "same"));
  const problems: string[] = [];
  for (const [object, needed] of edges(plan)) {
    const [first, then] = direction === "up" ? [needed, object] : [object, needed];
    const [one, two] = [known.get(keyOf(first)), known.get(keyOf(then))];
    // A kept definition is only forgotten, which no order is needed for.
    if (!one || !two || (direction === "down" && isDefinition(needed.manifest))) continue;
    if (one.ended === undefined || one.ended > two.began) {
      problems.push(`${direction}: ${keyOf(then)} began before ${keyOf(first)} had ended`);
    }
  }
  return problems;
}

/** How many edges a plan has. */
export function countEdges(plan: Plan): number {
  return [...edges(plan)].length;
}
