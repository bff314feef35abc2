import type { Api } from "../cluster/api";

interface Summary {
  readonly pods: readonly {
    readonly podRef: { readonly name: string; readonly namespace: string };
    readonly memory?: { readonly workingSetBytes?: number };
  }[];
}

/** Working set of each pod of a node, as its kubelet measured it last, by `namespace/name`. */
export async function podBytes(api: Api, node: string): Promise<Readonly<Record<string, number>>> {
  const { pods } = await api.get<Summary>(`/api/v1/nodes/${node}/proxy/stats/summary`);
  return Object.fromEntries(
    pods.map(({ podRef, memory }) => [`${podRef.namespace}/${podRef.name}`, memory?.workingSetBytes ?? 0]),
  );
}
