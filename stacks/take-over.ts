import type { ManagedFieldsEntry } from "kubernetes-types/meta/v1";
import type { Manifest } from "../lib/internal/emit";
import type { Cluster } from "./cluster";
import { bearsMark } from "./pulumi-annotations";

/** How often it is tried where a controller writes to the object at the same time. */
const TIMES = 5;

/**
 * Gives the fields that an earlier program wrote to who writes them from now on.
 *
 * Server-side apply would leave them to both, and a field that the stack's program drops later would stay in the
 * cluster, and in no preview, since the earlier one still has it.
 *
 * @param manager Field manager of the stack.
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership
 */
export async function takeOver(cluster: Cluster, object: Manifest, manager: string): Promise<void> {
  // Kinds without the mark are written under a name that changes; the provider takes kubectl's fields for its own.
  const { apiVersion, kind, metadata } = object;
  const heir = bearsMark(kind) ? manager : "kubectl";
  for (let time = 1; ; time += 1) {
    const stored = await cluster.read(apiVersion, kind, metadata.name, metadata.namespace ?? "default");
    const { managedFields = [], resourceVersion } = stored?.metadata ?? {};
    const former = managedFields.filter((entry) => isFormer(entry) && entry.manager !== heir);
    if (former.length === 0) return;
    const hasHeir = managedFields.some((entry) => entry.manager === heir && entry.operation === "Apply");
    const inherited = managedFields.flatMap((entry) => {
      if (!former.includes(entry)) return [entry];
      return entry === former[0] && !hasHeir ? [{ ...entry, manager: heir }] : [];
    });
    const answer = await cluster.patch(object, [
      { op: "test", path: "/metadata/resourceVersion", value: resourceVersion },
      { op: "replace", path: "/metadata/managedFields", value: inherited },
    ]);
    if (answer.is === "done") return;
    if (time === TIMES) throw new Error(`${kind} ${metadata.name} is not taken over: ${answer.words}`);
  }
}

/** Whether it is what apply.sh, or a Pulumi program, applied. source: pulumi-kubernetes v4.32.0, provider/pkg/await/await.go: fixCSAFieldManagers */
function isFormer({ manager = "", operation, subresource = "" }: ManagedFieldsEntry): boolean {
  return operation === "Apply" && subresource === "" && isOfPrograms(manager);
}

/** Whether a field manager is apply.sh, a stack of this package, or another Pulumi program. */
export function isOfPrograms(manager: string): boolean {
  return /^(kserve-stack$|kserve-stack\/|pulumi-kubernetes)/.test(manager);
}
