import { isFields, type Fields, type KubeObject, type ManagedFields } from "./object";

/** The manager under which objects are created: creation is no server-side apply. */
export const CREATOR = "pulumi-kubernetes";

/** Managers whose fields the first update takes over. source: pulumi-kubernetes provider/pkg/await/await.go fixCSAFieldManagers */
const TAKEN_OVER = [
  { manager: "kubectl", operation: "Apply" },
  { manager: "kubectl", operation: "Update" },
  { manager: "before-first-apply", operation: "Update" },
  { manager: CREATOR, operation: "Update" },
  { manager: "pulumi-kubernetes.exe", operation: "Update" },
  { manager: "pulumi-resource-kubernetes", operation: "Update" },
];

/** The JSON patch by which a manager takes over what was created, or applied by kubectl; empty where there is nothing. */
export function takeOver(live: KubeObject, manager: string): Fields[] {
  const entries = live.metadata.managedFields ?? [];
  const isTaken = (entry: ManagedFields): boolean =>
    (entry.subresource ?? "") === "" &&
    TAKEN_OVER.some((other) => other.manager === entry.manager && other.operation === entry.operation);
  const taken = entries.filter(isTaken);
  const first = taken[0];
  if (first === undefined) return [];
  const isOwn = (entry: ManagedFields): boolean => entry.manager === manager && entry.operation === "Apply";
  const fieldsV1 = [...entries.filter(isOwn), ...taken].map((entry) => entry.fieldsV1 ?? {}).reduce(merged, {});
  const rest = entries.filter((entry) => !isTaken(entry) && !isOwn(entry));
  const value = [...rest, { ...first, manager, operation: "Apply", fieldsV1 }];
  return [
    { op: "replace", path: "/metadata/managedFields", value },
    // Refused where somebody wrote in between.
    { op: "replace", path: "/metadata/resourceVersion", value: live.metadata.resourceVersion },
  ];
}

/**
 * Whether a preview applies by force: what an earlier program of the provider created is not taken over yet, and must
 * not count as a conflict. source: pulumi-kubernetes provider/pkg/await/await.go patchForce
 */
export function isStillCreators(live: KubeObject): boolean {
  const creators = [CREATOR, "pulumi-kubernetes.exe", "pulumi-resource-kubernetes"];
  const entries = live.metadata.managedFields ?? [];
  return entries.some(({ operation, manager }) => operation === "Update" && creators.includes(manager));
}

function merged(one: Fields, other: Fields): Fields {
  const result: Fields = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const present = result[key];
    result[key] = isFields(present) && isFields(value) ? merged(present, value) : value;
  }
  return result;
}

/**
 * Leaves to others what the program ignores: a field that another manager owns alone is not sent; any other is sent as it
 * is in the cluster.
 * source: pulumi-kubernetes provider/pkg/await/await.go handleSSAIgnoreFields
 */
export function withoutIgnored(
  object: KubeObject,
  live: KubeObject,
  manager: string,
  ignored: readonly string[],
): KubeObject {
  const result = structuredClone(object);
  for (const path of ignored) {
    const keys = path.split(".");
    const owners = (live.metadata.managedFields ?? []).filter((entry) => owns(entry, keys));
    const isOurs = owners.some((entry) => entry.manager === manager);
    const value = keys.reduce<unknown>((inner, key) => (isFields(inner) ? inner[key] : undefined), live);
    if (owners.length > 0 && !isOurs) set(result, keys, undefined);
    else if (value !== undefined) set(result, keys, value);
  }
  return result;
}

function owns({ fieldsV1 = {} }: ManagedFields, keys: readonly string[]): boolean {
  return (
    keys.reduce<unknown>((inner, key) => (isFields(inner) ? inner[`f:${key}`] : undefined), fieldsV1) !== undefined
  );
}

function set(fields: Fields, [key = "", ...rest]: readonly string[], value: unknown): void {
  const inner = fields[key];
  if (rest.length === 0) {
    if (value === undefined) Reflect.deleteProperty(fields, key);
    else fields[key] = value;
  } else if (isFields(inner)) set(inner, rest, value);
  else if (value !== undefined) {
    const made: Fields = {};
    fields[key] = made;
    set(made, rest, value);
  }
}
