import type { Api } from "../cluster/api";
import { until } from "../progress";

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** An InferenceService with what KServe says of it. */
export interface LiveModel {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly generation: number };
  readonly status?: {
    readonly url?: string;
    readonly observedGeneration?: number;
    readonly conditions?: readonly Condition[];
    readonly components?: Readonly<
      Record<
        string,
        {
          readonly latestReadyRevision?: string;
          readonly latestCreatedRevision?: string;
          readonly latestRolledoutRevision?: string;
          readonly previousRolledoutRevision?: string;
          readonly traffic?: readonly {
            readonly revisionName?: string;
            readonly percent?: number;
            readonly tag?: string;
          }[];
        }
      >
    >;
  };
}

/** Reads one model. */
export function modelOf(api: Api, namespace: string, name: string): Promise<LiveModel> {
  return api.get<LiveModel>(`/apis/serving.kserve.io/v1beta1/namespaces/${namespace}/inferenceservices/${name}`);
}

/** Waits until KServe says that a model, as last written, is Ready; returns it. */
export async function readyModel(api: Api, namespace: string, name: string, seconds = 240): Promise<LiveModel> {
  let last: LiveModel | undefined;
  await until(`InferenceService ${namespace}/${name} is Ready`, seconds, async () => {
    last = await modelOf(api, namespace, name);
    const { generation } = last.metadata;
    const { conditions = [], observedGeneration, url } = last.status ?? {};
    const isReady = conditions.some(({ type, status }) => type === "Ready" && status === "True");
    if (isReady && url !== undefined && (observedGeneration ?? generation) === generation) return true;
    const open = conditions.filter(({ status }) => status !== "True");
    throw new Error(
      open
        .map(({ type, status, reason, message }) => `${type}=${status} ${reason ?? ""} ${message ?? ""}`)
        .join("; ") || "no condition yet",
    );
  });
  if (!last) throw new Error(`InferenceService ${namespace}/${name} was never read`);
  return last;
}

/** The URL under which KServe says a model is reached. */
export function urlOf({ metadata: { name }, status }: LiveModel): string {
  if (status?.url === undefined) throw new Error(`InferenceService ${name} has no status.url`);
  return status.url;
}
