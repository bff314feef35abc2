import { isFields, type Fields } from "./object";

/**
 * The part of `live` that has a counterpart in `inputs`: what the program set, with the values that it has now.
 *
 * Lists are matched by position, and cut to the program's length.
 * source: pulumi-kubernetes provider/pkg/provider/util.go pruneMap, pruneSlice
 */
export function pruned(live: Fields, inputs: Fields): Fields {
  return Object.fromEntries(
    Object.entries(live)
      .filter(([key]) => key in inputs)
      .map(([key, value]) => [key, prunedValue(value, inputs[key])]),
  );
}

function prunedValue(live: unknown, input: unknown): unknown {
  if (isFields(live) && isFields(input)) return pruned(live, input);
  if (Array.isArray(live) && Array.isArray(input)) return prunedList(live, input);
  return live;
}

function prunedList(live: readonly unknown[], inputs: readonly unknown[]): unknown[] {
  const first = live[0];
  if (live.length > 0 && inputs.length > 0 && kindOf(first) !== kindOf(inputs[0])) return structuredClone([...live]);
  return inputs.slice(0, live.length).map((input, index) => prunedValue(live[index], input));
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "list" : value === null ? "null" : typeof value;
}
