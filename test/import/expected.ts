type Fields = Record<string, unknown>;

const SERVER_FIELDS = ["creationTimestamp", "generation", "resourceVersion", "uid"];
const CLUSTER = ["Namespace", "StorageClass"];
const MODES: Readonly<Record<string, string>> = { Serverless: "Knative", RawDeployment: "Standard" };

/**
 * What an object of the corpus has to be synthesized as: itself, but for what the cluster wrote into it, the mode that is
 * always said, the namespace, and a model's amounts, which are text. Stated here once more, apart from the import, so that the two can disagree.
 */
export function expected(object: Fields): Fields {
  const { status: _, ...rest } = object;
  const { annotations, finalizers, ...metadata } = object.metadata as Fields;
  const own = Object.fromEntries(
    Object.entries((annotations ?? {}) as Fields).filter(([name]) => !name.startsWith("kubectl.kubernetes.io/")),
  );
  const stays = (finalizers as string[] | undefined)?.filter((name) => name !== "inferenceservice.finalizers") ?? [];
  const hasMode = ["InferenceService", "InferenceGraph"].includes(String(object.kind));
  const stated = (own["serving.kserve.io/deploymentMode"] as string | undefined) ?? "Knative";
  const all = hasMode ? { ...own, "serving.kserve.io/deploymentMode": MODES[stated] ?? stated } : own;
  const isCluster = String(object.kind).startsWith("Cluster") || CLUSTER.includes(String(object.kind));
  return {
    ...(object.kind === "InferenceService" ? (textual(rest) as Fields) : rest),
    metadata: {
      ...Object.fromEntries(Object.entries(metadata).filter(([name]) => !SERVER_FIELDS.includes(name))),
      ...(!isCluster && { namespace: metadata.namespace ?? "default" }),
      ...(Object.keys(all).length > 0 && { annotations: all }),
      ...(stays.length > 0 && { finalizers: stays }),
    },
  };
}

/** A value with the numbers among requests and limits as text. */
function textual(value: unknown, isAmount = false): unknown {
  if (typeof value === "number") return isAmount ? String(value) : value;
  if (Array.isArray(value)) return value.map((item) => textual(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      textual(item, isAmount || key === "requests" || key === "limits"),
    ]),
  );
}
