import { isDefinition, isFields, isSecret, type Fields, type KubeObject } from "./object";

/** Fields of metadata that only the API server writes. */
const READ_ONLY = [
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "uid",
];

/**
 * An object as a program means it: without what only the API server writes, and the same however it was put.
 *
 * Throws nothing: what is malformed is for the API server to refuse.
 * source: pulumi-kubernetes provider/pkg/provider/provider.go normalizeInputs, clients/unstructured.go Normalize
 */
export function normalized(object: KubeObject): KubeObject {
  const result = structuredClone(object);
  for (const name of READ_ONLY) Reflect.deleteProperty(result.metadata, name);
  if (isDefinition(result)) {
    const spec = result["spec"];
    // The API server drops it where it is false.
    if (isFields(spec) && spec["preserveUnknownFields"] === false) delete spec["preserveUnknownFields"];
    delete result["status"];
  }
  if (isSecret(result)) normalizeSecret(result);
  return result;
}

/** The API server keeps `stringData` as `data`, over what is there by the same name. */
function normalizeSecret(secret: Fields): void {
  const { stringData, data } = secret;
  const encoded: Fields = {};
  for (const [key, value] of Object.entries(isFields(data) ? data : {}))
    encoded[key] = typeof value === "string" ? Buffer.from(value, "base64").toString("base64") : value;
  for (const [key, value] of Object.entries(isFields(stringData) ? stringData : {}))
    encoded[key] = Buffer.from(String(value)).toString("base64");
  delete secret["stringData"];
  if (Object.keys(encoded).length > 0) secret["data"] = encoded;
}
