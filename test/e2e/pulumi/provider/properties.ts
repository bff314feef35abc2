import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { isFields, type Fields } from "./object";

/** Stands for a value that is not known before it is deployed. source: @pulumi/pulumi runtime/rpc.ts unknownValue */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** Marks a value that is more than JSON. source: @pulumi/pulumi runtime/rpc.ts specialSigKey */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
/** The mark of a secret. source: @pulumi/pulumi runtime/rpc.ts specialSecretSig */
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/**
 * Schema fields whose names no programming language could use as they are; programs and state have them with
 * underscores. source: pulumi-kubernetes provider/pkg/provider/provider.go underscoreToDashMap
 */
const EXTENSIONS = [
  "embedded-resource",
  "int-or-string",
  "list-map-keys",
  "list-type",
  "map-type",
  "preserve-unknown-fields",
  "validations",
].map((name) => `x-kubernetes-${name}`);
const TO_DASHES = new Map(EXTENSIONS.map((name) => [name.replaceAll("-", "_"), name]));
const TO_UNDERSCORES = new Map(EXTENSIONS.map((name) => [name, name.replaceAll("-", "_")]));

/** A message's properties as they were sent, with the marks of secrets. */
export function received(struct: Struct | undefined): Fields {
  return struct?.toJavaScript() ?? {};
}

/** Properties for a message. */
export function sent(fields: Fields): Struct {
  // What is undefined has no place in a message.
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(fields)) as Record<string, JavaScriptValue>);
}

/** The Kubernetes fields that properties state: no marks of secrets, Kubernetes' own names. */
export function plain(properties: Fields): Fields {
  return converted(properties, TO_DASHES) as Fields;
}

/** Fields as the engine's state has them. */
export function forState(fields: Fields): Fields {
  return converted(fields, TO_UNDERSCORES) as Fields;
}

function converted(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => converted(item, names));
  if (!isFields(value)) return value;
  if (isSecretValue(value)) return converted(value["value"], names);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [names.get(key) ?? key, converted(inner, names)]),
  );
}

/** Whether any value of it is not known yet. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}

/**
 * Marks as secret in `outputs` what is secret in `properties`, and the data of Secrets always.
 *
 * A list with a secret anywhere in it becomes one secret: its order may differ.
 * source: pulumi-kubernetes provider/pkg/provider/provider.go annotateSecrets
 */
export function withSecrets(outputs: Fields, properties: Fields): Fields {
  const marked: Fields = { ...outputs };
  if (outputs["kind"] === "Secret") {
    for (const key of ["data", "stringData"]) if (key in marked) marked[key] = secret(marked[key]);
    return marked;
  }
  for (const [name, value] of Object.entries(properties)) {
    const key = name in marked ? name : (TO_UNDERSCORES.get(name) ?? name);
    const output = marked[key];
    if (!(key in marked)) continue;
    if (isFields(output) && isFields(value) && !isSecretValue(value)) marked[key] = withSecrets(output, value);
    else if (hasSecret(value)) marked[key] = secret(output);
  }
  return marked;
}

function secret(value: unknown): unknown {
  return isFields(value) && isSecretValue(value) ? value : { [SIGNATURE]: SECRET, value };
}

function isSecretValue(value: Fields): boolean {
  return value[SIGNATURE] === SECRET;
}

function hasSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSecret);
  return isFields(value) && (isSecretValue(value) || Object.values(value).some(hasSecret));
}
