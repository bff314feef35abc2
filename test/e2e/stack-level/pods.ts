import type { Api } from "../cluster/api";

interface ContainerStatus {
  readonly name: string;
  readonly restartCount: number;
  readonly ready: boolean;
  readonly image: string;
  readonly imageID: string;
  readonly lastState?: { readonly terminated?: { readonly exitCode: number; readonly reason?: string } };
}

/** A pod, as far as checks look at one. */
export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: {
    readonly nodeName?: string;
    readonly nodeSelector?: Readonly<Record<string, string>>;
    readonly tolerations?: readonly { readonly key?: string; readonly operator?: string }[];
    readonly containers: readonly {
      readonly name: string;
      readonly image: string;
      readonly resources?: { readonly requests?: Record<string, string>; readonly limits?: Record<string, string> };
    }[];
    readonly initContainers?: readonly { readonly name: string }[];
  };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string }[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

/** The pods of one namespace that are not on their way out, or of all namespaces. */
export async function podsOf(api: Api, namespace?: string, labels = ""): Promise<readonly Pod[]> {
  const scope = namespace === undefined ? "" : `/namespaces/${namespace}`;
  const { items } = await api.get<{ items: Pod[] }>(`/api/v1${scope}/pods?labelSelector=${encodeURIComponent(labels)}`);
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

/** `namespace/pod container: 2 restarts, last exit 1 (Error)`, for each container that did not live through. */
export function restartsOf(pods: readonly Pod[]): string[] {
  return pods.flatMap(({ metadata: { namespace, name }, status }) =>
    [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].flatMap((container) => {
      if (container.restartCount === 0) return [];
      const { exitCode, reason } = container.lastState?.terminated ?? {};
      const end = exitCode === undefined ? "" : `, last exit ${exitCode} (${reason ?? "no reason"})`;
      return [`${namespace}/${name} ${container.name}: ${container.restartCount} restarts${end}`];
    }),
  );
}
