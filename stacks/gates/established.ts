import type { Cluster, Stored } from "../cluster";
import { absent, HOLDS, not, type State } from "./state";

interface Definition extends Stored {
  readonly status?: { readonly conditions?: readonly { type: string; status: string; message?: string }[] };
}

/** Whether the API server serves a CustomResourceDefinition. */
export async function established(cluster: Cluster, crd: string): Promise<State> {
  const definition = await cluster.read<Definition>("apiextensions.k8s.io/v1", "CustomResourceDefinition", crd);
  const check = `kubectl describe crd ${crd}`;
  if (!definition) return absent(check);
  const { conditions = [] } = definition.status ?? {};
  if (conditions.some(({ type, status }) => type === "Established" && status === "True")) return HOLDS;
  const names = conditions.find(({ type }) => type === "NamesAccepted");
  return not(names?.message ?? "no condition yet", check);
}
