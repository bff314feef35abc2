import type { Cluster, Stored } from "../cluster";
import { podReasons } from "./pod-reasons";
import { absent, HOLDS, not, type State } from "./state";

/** An InferenceService, as far as it says whether it is ready. */
interface Model extends Stored {
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly components?: Readonly<Record<string, Component>>;
    readonly modelStatus?: {
      readonly transitionStatus?: string;
      readonly lastFailureInfo?: { readonly reason?: string; readonly message?: string };
    };
  };
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

interface Component {
  readonly latestCreatedRevision?: string;
  readonly latestReadyRevision?: string;
}

/** What a component of a model runs as: a Knative Service, or a Deployment. */
interface Workload extends Stored {
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
  };
}

/** The label of all that KServe makes for an InferenceService. source: kserve v0.20.0, pkg/constants/constants.go: InferenceServicePodLabelKey */
const LABEL = "serving.kserve.io/inferenceservice";

/** What a model bears that is to have no pods. source: kserve v0.20.0, pkg/constants/constants.go: StopAnnotationKey */
const STOP = "serving.kserve.io/stop";

/** What KServe says of a new version of a model that it cannot serve, while the old one goes on. */
const BLOCKED = ["BlockedByFailedLoad", "InvalidSpec"];

/**
 * Whether InferenceServices of one namespace are Ready, and in the form that was asked for; one that is to be stopped,
 * whether it is.
 *
 * `status.observedGeneration` says nothing of that: KServe copies it from the workload of one component, whose generation
 * is another. So each workload is looked at: its controller has seen the newest form, and no pod of an older one is left.
 */
// source: kserve v0.20.0, pkg/apis/serving/v1beta1/inference_service_status.go: PropagateStatus, PropagateRawStatus
export async function ready(cluster: Cluster, namespace: string, names: readonly string[]): Promise<State> {
  const models = new Map<string, Model>();
  for (const model of await cluster.list<Model>(API, "InferenceService", { namespace })) {
    models.set(model.metadata?.name ?? "", model);
  }
  const missing = names.find((name) => !models.has(name));
  if (missing !== undefined) return absent(`kubectl -n ${namespace} get inferenceservices ${missing}`);
  const unready = names.flatMap((name) => {
    const why = whyUnready(models.get(name) ?? {});
    return why === undefined ? [] : [{ name, why }];
  });
  if (unready.length === 0) unready.push(...(await outdated(cluster, namespace, new Set(names))));
  const [first] = unready;
  if (!first) return HOLDS;
  const reasons = await podReasons(cluster, namespace, { [LABEL]: first.name });
  return not(
    [
      ...(names.length > 1 ? [`${names.length - unready.length} of ${names.length} are Ready`] : []),
      [`${first.name}: ${first.why}`, ...reasons].join("; "),
    ].join("; "),
    `kubectl -n ${namespace} describe inferenceservice ${first.name}; kubectl -n ${namespace} get pods,events`,
  );
}

const API = "serving.kserve.io/v1beta1";

/** What KServe says of a model that is not yet as it was asked for. */
function whyUnready({ metadata = {}, status = {} }: Model): string | undefined {
  const { conditions = [], components = {}, modelStatus = {} } = status;
  const is = conditions.find(({ type }) => type === "Ready");
  const stopped = conditions.find(({ type }) => type === "Stopped");
  if (metadata.annotations?.[STOP]?.toLowerCase() === "true") {
    return stopped?.status === "True" ? undefined : "it is not stopped yet";
  }
  const behind = Object.entries(components).find(
    ([, { latestCreatedRevision, latestReadyRevision }]) => latestCreatedRevision !== latestReadyRevision,
  );
  const isBlocked = BLOCKED.includes(modelStatus.transitionStatus ?? "");
  if (is?.status === "True" && !behind && !isBlocked) return undefined;
  // Of what is false, the reason is said; what is unknown is not decided yet.
  const failing = conditions.find((one) => one !== is && one !== stopped && one.status === "False") ?? is;
  const { reason, message } = modelStatus.lastFailureInfo ?? {};
  const said = [
    ...(is?.status === "True" ? [] : [failing ? worded(failing) : "KServe has said nothing of it yet"]),
    ...(behind ? [`${behind[0]}: ${behind[1].latestCreatedRevision ?? "its revision"} is not ready yet`] : []),
    ...(isBlocked ? [`its new version is not served (${modelStatus.transitionStatus ?? ""})`] : []),
    ...(reason === undefined ? [] : [[reason, message].filter(Boolean).join(", ")]),
  ];
  return said.join("; ");
}

function worded({ type, status, reason, message }: Condition): string {
  const why = [reason, message].filter(Boolean).join(", ");
  return `${type} is ${status}${why === "" ? "" : ` (${why})`}`;
}

/** Models of which a workload still has an older form. */
async function outdated(
  cluster: Cluster,
  namespace: string,
  names: ReadonlySet<string>,
): Promise<{ name: string; why: string }[]> {
  const found: { name: string; why: string }[] = [];
  for (const [apiVersion, kind] of [
    ["serving.knative.dev/v1", "Service"],
    ["apps/v1", "Deployment"],
  ] as const) {
    for (const { metadata = {}, status = {} } of await cluster.list<Workload>(apiVersion, kind, {
      namespace,
      labels: LABEL,
    })) {
      // A Deployment of a Knative revision is Knative's, and says nothing of the next revision.
      const owner = metadata.ownerReferences?.find((one) => one.kind === "InferenceService" && names.has(one.name));
      if (!owner) continue;
      const isSeen = (status.observedGeneration ?? 0) >= (metadata.generation ?? 0);
      const isRolledOut = kind === "Service" || (status.replicas ?? 0) === (status.updatedReplicas ?? 0);
      if (isSeen && isRolledOut) continue;
      found.push({ name: owner.name, why: `${kind} ${metadata.name ?? ""} has not rolled out yet` });
    }
  }
  return found;
}
