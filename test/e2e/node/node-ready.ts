import type { Api } from "../cluster/api";
import { messageOf } from "../cluster/api";

interface Node {
  readonly spec: { readonly taints?: readonly { readonly key: string }[] };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** Whether pods may be scheduled to a Node: it reports Ready, and the control plane has taken its own taints away. */
export async function isNodeReady(api: Api, name: string): Promise<boolean> {
  const reply = await api.call("GET", `/api/v1/nodes/${name}`);
  if (reply.code !== 200) throw new Error(`Node ${name}: ${messageOf(reply)}`);
  const { spec, status } = reply.body as Node;
  const isReady = status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
  return isReady && !spec.taints?.some(({ key }) => key.startsWith("node.kubernetes.io/"));
}
