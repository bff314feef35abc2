import type { ServingApp } from "../../../lib/output/serving-app";
import type { Stored } from "../cluster/api";
import type { Cluster } from "../cluster/cluster";
import type { StackImages } from "../images/stack-images";
import { titleOf } from "../objects";
import { refuseProblems } from "../problems";
import { since } from "../progress";
import type { Check } from "../suite";
import type { Installation } from "./installation";
import { podsOf, restartsOf } from "./pods";
import type { Stage } from "./stage";

/** The first apply, and what it left behind. */
export function installChecks(stage: Stage, write: (app: ServingApp, images: StackImages) => void): Check[] {
  return [
    {
      title: "apply.sh passes every gate of an empty cluster at the first try",
      run: async (cluster) => {
        const installation = await stage.program(cluster, write);
        const start = Date.now();
        const said = await installation.succeed();
        const passed = said.split("\n").filter((line) => line.startsWith("  ok: ")).length;
        return `${installation.manifests.length} objects, ${passed} waits ended, ${since(start)}`;
      },
    },
    {
      title: "no container restarted, because nothing was started before what it needs",
      run: async ({ api }) => {
        const pods = await podsOf(api);
        refuseProblems(restartsOf(pods));
        return `${pods.length} pods`;
      },
    },
    {
      title: "a second apply changes no object",
      run: async (cluster) => {
        const before = await marks(cluster, stage.installation);
        const said = await stage.installation.succeed();
        const after = await marks(cluster, stage.installation);
        refuseProblems([...after].flatMap(([title, mark]) => (before.get(title) === mark ? [] : [`${title} changed`])));
        const rewritten = [...after].flatMap(([title, mark]) =>
          mark.startsWith(REWRITTEN) ? [title.split(" ")[0]] : [],
        );
        const changed = said.split("\n").filter((line) => line.startsWith("  changed "));
        const unexplained = changed.filter((line) => !rewritten.some((kind) => line.includes(` ${kind ?? ""}/`)));
        refuseProblems(unexplained);
        if (changed.length === 0 && !said.includes("nothing was changed"))
          throw new Error(`apply.sh does not say so: ${said.slice(-300)}`);
        return `${after.size} objects${changed.length > 0 ? `; only its owners' order changed:${changed.join(",")}` : ""}`;
      },
    },
  ];
}

/**
 * Of an object whose status a controller applies server-side: the API server sorts owners by time, so that our second
 * apply moves behind the controller's, and it writes the object once more for that. Only its generation tells.
 */
const REWRITTEN = "generation";

/** When each object was last written by us. */
async function marks({ api }: Cluster, { manifests }: Installation): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const manifest of manifests) {
    const stored = (await api.read(manifest)) as (Stored & { metadata: Written }) | undefined;
    if (!stored) throw new Error(`${titleOf(manifest)} is not there`);
    const own = stored.metadata.managedFields?.find(({ manager }) => manager === "kserve-stack");
    const isReordered = stored.metadata.managedFields?.some(
      ({ operation, subresource }) => operation === "Apply" && subresource === "status",
    );
    const mark = isReordered === true ? `${REWRITTEN} ${stored.metadata.generation ?? 0}` : (own?.time ?? "not ours");
    found.set(titleOf(manifest), `${mark} ${stored.metadata.uid}`);
  }
  return found;
}

interface Written {
  readonly generation?: number;
  readonly managedFields?: readonly {
    readonly manager: string;
    readonly operation: string;
    readonly subresource?: string;
    readonly time: string;
  }[];
}
