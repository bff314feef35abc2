import { crds } from "../../lib/definitions/definitions";
import type { Schema } from "../../lib/definitions/schema";
import { corpus } from "../crds/corpus";
import { fields } from "../crds/fields";
import { at, everything } from "../crds/samples";

/** The kinds that the import has a construct of, with the names of their definitions. */
export const kinds = {
  InferenceService: "inferenceservices",
  TrainedModel: "trainedmodels",
  InferenceGraph: "inferencegraphs",
  ServingRuntime: "servingruntimes",
  ClusterServingRuntime: "clusterservingruntimes",
  ClusterStorageContainer: "clusterstoragecontainers",
} as const;

/** A kind of KServe. */
export type Kind = keyof typeof kinds;

/** Upstream's schema of a kind, expanded, without what is not a program's to say. */
export function schemaOf(kind: Kind): Schema {
  const [definition] = crds("kserve-0.20.0", "full", [`${kinds[kind]}.serving.kserve.io`]);
  const { properties = {} } = definition?.spec.versions[0]?.schema.openAPIV3Schema ?? {};
  const { apiVersion: _, kind: __, metadata: ___, status: ____, ...own } = properties;
  return { type: "object", properties: own };
}

/** Every field that the schema of a kind names, at every place. */
export function fieldsOf(kind: Kind): string[] {
  return fields(schemaOf(kind)).map((path) => path.join("."));
}

/** The fields that an object sets, as {@link fieldsOf} names them. */
export function fieldsSet(value: unknown, schema: Schema, path: readonly string[] = []): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => fieldsSet(item, schema.items ?? {}, [...path, "[]"]));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]: [string, unknown]) => {
    const known = schema.properties?.[name];
    if (known) return [[...path, name].join("."), ...fieldsSet(item, known, [...path, name])];
    const { additionalProperties } = schema;
    return typeof additionalProperties === "object" ? fieldsSet(item, additionalProperties, [...path, "{}"]) : [];
  });
}

type Fields = Record<string, unknown>;

/**
 * Objects that set every field of the pods that KServe's kinds embed, at every place: where files written by hand would
 * only repeat Kubernetes' own documentation. Fields of KServe itself are those of the corpus.
 */
export function everyField(): Fields[] {
  const services = corpus().map(({ manifest }, index) => named(manifest, `service-${index}`));
  const runtimes = (["ServingRuntime", "ClusterServingRuntime"] as const).map((kind) => {
    const spec = everything(at(schemaOf(kind), ["spec"])) as {
      containers: Fields[];
      workerSpec: { containers: Fields[] };
    };
    return object(kind, `${kind}-of-all-fields`.toLowerCase(), {
      ...spec,
      protocolVersions: ["v2"],
      disabled: true,
    });
  });
  const container = everything(at(schemaOf("ClusterStorageContainer"), ["spec", "container"])) as Fields;
  return [
    ...services,
    ...runtimes,
    object("ClusterStorageContainer", "storage-of-all-fields", {
      container,
      supportedUriFormats: [{ prefix: "x://" }],
    }),
    object("InferenceGraph", "graph-of-all-fields", {
      ...(everything(at(schemaOf("InferenceGraph"), ["spec"])) as Fields),
      nodes: { root: { routerType: "Ensemble", steps: [{ serviceName: "x" }] } },
    }),
  ];
}

function object(kind: Kind, name: string, spec: Fields): Fields {
  const namespaced = !kind.startsWith("Cluster");
  const metadata = { name, ...(namespaced && { namespace: "all" }) };
  return { apiVersion: "serving.kserve.io/v1alpha1", kind, metadata, spec };
}

/** With a name of its own, and values that KServe has where the schema takes any text. */
function named(manifest: object, name: string): Fields {
  const known = JSON.parse(JSON.stringify(manifest), (key, value: unknown) => {
    if (key === "protocolVersion" && typeof value === "string") return "v2";
    if (key === "selectPolicy") return "Max";
    if (key === "policies") return (value as Fields[]).map((policy) => ({ ...policy, type: "Pods" }));
    if (key !== "metrics") return value;
    // A metric is of one type.
    return (value as Fields[]).flatMap(({ resource, external, podmetric }) => [
      { type: "Resource", resource },
      { type: "External", external },
      { type: "PodMetric", podmetric },
    ]);
  }) as Fields;
  return { ...known, metadata: { name, namespace: "all" } };
}
