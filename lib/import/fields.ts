/** A value of YAML that has fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value has fields: no list, no text, and not nothing. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
