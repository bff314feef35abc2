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
        if (!said.includes("nothing was changed")) throw new Error(`apply.sh does not say so: ${said.slice(-300)}`);
        return `${after.size} objects`;
      },
    },
  ];
}

/** When each object was last written by us, and in what generation it is. */
async function marks({ api }: Cluster, { manifests }: Installation): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const manifest of manifests) {
    const stored = (await api.read(manifest)) as (Stored & { metadata: Written }) | undefined;
    if (!stored) throw new Error(`${titleOf(manifest)} is not there`);
    const own = stored.metadata.managedFields?.find(({ manager }) => manager === "kserve-stack");
    found.set(titleOf(manifest), `${stored.metadata.uid} ${own?.time ?? "not ours"}`);
  }
  return found;
}

interface Written {
  readonly managedFields?: readonly { readonly manager: string; readonly time: string }[];
}
