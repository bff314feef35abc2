import { crds } from "../../../lib/definitions/definitions";
import type { Manifest } from "../../../lib/internal/emit";
import { corpusFiles, objectsOf, programOf } from "../../import/corpus";
import { run } from "../../docs/programs";
import { messageOf } from "../cluster/api";
import type { Cluster } from "../cluster/cluster";
import { refuseProblems } from "../problems";
import type { Check, Suite } from "../suite";
import { storedFields } from "./stored-fields";

/** An object that an imported program makes, with the file that it was imported from. */
interface Made {
  readonly file: string;
  readonly manifest: Manifest;
}

/** Every YAML file of the import's corpus, as the objects that our constructs make of it, on a real API server. */
export function importedObjectsSuite(start: () => Promise<Cluster>): Suite {
  return { title: "objects of imported programs", start, checks: checks() };
}

function checks(): Check[] {
  let all: readonly Made[] = [];
  return [
    {
      title: "the emitted CRDs of KServe and the namespaces of the corpus are there",
      run: async ({ api }) => {
        all = made();
        const emitted = crds("kserve-0.20.0").filter(({ spec }) => spec.group === "serving.kserve.io");
        for (const definition of emitted) await api.apply(definition);
        for (const { metadata } of emitted) await api.established(metadata.name);
        const namespaces = [...new Set(all.flatMap(({ manifest }) => manifest.metadata.namespace ?? []))];
        const own = namespaces.filter((name) => name !== "default");
        for (const name of own) await api.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
        return `${all.length} objects of ${corpusFiles().length} files in ${namespaces.length} namespaces`;
      },
    },
    {
      title: "each object is accepted strictly, and read back as it was sent",
      run: async ({ api }) => {
        const problems: string[] = [];
        let compared = 0;
        for (const { file, manifest } of all) {
          const reply = await api.apply(manifest);
          const named = `${file}: ${manifest.kind} ${manifest.metadata.name}`;
          if (reply.code >= 300) {
            problems.push(`${named}: ${messageOf(reply)}`);
            continue;
          }
          const stored = storedFields(manifest, await api.read(manifest));
          compared += stored.compared;
          problems.push(...stored.changed.map((change) => `${named}: ${change}`));
          // Names come again in other files.
          if (manifest.kind !== "Namespace") await api.remove(manifest);
        }
        refuseProblems(problems);
        return `${compared} fields of ${all.length} objects`;
      },
    },
  ];
}

/** What the programs of the corpus write. */
function made(): Made[] {
  const programs = corpusFiles().map(programOf);
  const outcomes = run(programs);
  return programs.flatMap(({ title, file }) => {
    const outcome = outcomes.get(file);
    if (outcome?.error !== "") throw new Error(`${title}: ${outcome?.error ?? "did not run"}`);
    return objectsOf(outcome.written).map((manifest) => ({ file: title, manifest: manifest as unknown as Manifest }));
  });
}
