import { join } from "node:path";
import { build } from "../e2e/cluster/build";
import { titleOf } from "../parity/compare";
import { distinct, type Finding } from "./finding";
import { assertScanned, podMakers, type Manifests } from "./manifests";
import { json } from "./run";

/** Grades of kube-score: critical 1, warning 5, almost OK 7, OK 10. */
const WARNING = 5;

interface Scored {
  readonly type_meta: { readonly kind: string; readonly apiVersion: string };
  readonly object_meta: { readonly name: string; readonly namespace?: string };
  readonly checks: readonly {
    readonly check: { readonly id: string };
    readonly grade: number;
    readonly skipped: boolean;
    /** `path` is the container's name, where a comment is about one. */
    readonly comments: readonly { readonly path: string }[] | null;
  }[];
}

/** A scan by kube-score with the checks that it runs by default. */
export async function kubeScore(kubernetes: string): Promise<(manifests: Manifests) => Promise<Finding[]>> {
  const { "kube-score": program } = await build(["kube-score"]);
  return async (manifests) => {
    const flags = ["--kubernetes-version", `v${kubernetes}`, "--output-format", "json"];
    const paths = manifests.files.map((file) => join(manifests.directory, file));
    const scored = (await json(program, ["score", ...flags, ...paths])) as readonly Scored[];
    const titles = scored.map(({ type_meta, object_meta }) => titleOf({ ...type_meta, metadata: object_meta }));
    assertScanned("kube-score", podMakers(manifests), new Set(titles));
    return distinct(
      scored.flatMap(({ checks }, index) =>
        checks
          .filter(({ grade, skipped }) => !skipped && grade <= WARNING)
          .flatMap(({ check, comments }) =>
            (comments ?? [{ path: "" }]).map(({ path }): Finding => ({
              tool: "kube-score",
              check: check.id,
              object: titles[index] ?? "",
              ...(path !== "" && { container: path }),
            })),
          ),
      ),
    );
  };
}
