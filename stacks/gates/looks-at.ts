import type { Condition, Gate, PlannedObject } from "../../lib/plan";

/** Whether a gate looks at an object: once that is made anew, what was seen is of another. */
export function looksAt({ conditions }: Gate, { manifest: { kind, metadata } }: PlannedObject): boolean {
  return conditions.some((condition) => {
    const seen = seenBy(condition);
    return seen?.kind === kind && seen.name === metadata.name && seen.namespace === metadata.namespace;
  });
}

/** The object of a condition; undefined where it is about an answer. */
function seenBy(condition: Condition): { kind: string; name: string; namespace?: string } | undefined {
  switch (condition.type) {
    case "Established":
      return { kind: "CustomResourceDefinition", name: condition.crd };
    case "Available":
      return { kind: "Deployment", name: condition.deployment, namespace: condition.namespace };
    case "Armed":
      return { kind: condition.kind, name: condition.name };
    case "Refuses":
      return undefined;
  }
}
