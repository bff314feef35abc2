import { importYaml } from "../../../lib/import/import";
import { InvalidError } from "../../../lib/internal/invalid";
import { run } from "../../docs/programs";
import { kserveObjects, runnable } from "../../import/corpus";
import { mutants } from "../../import/mutants";
import { variants, type Variant } from "../../import/variants";
import { refuseProblems } from "../problems";
import type { Check } from "../suite";
import { judged } from "./judged";

/** The corpus of the import, its faulty copies, and copies that only a webhook can mind, before KServe's webhooks. */
export function corpusChecks(): Check[] {
  return [
    {
      title: "KServe's webhooks admit every object of the corpus",
      run: async ({ api }) => {
        const objects = kserveObjects();
        const problems: string[] = [];
        for (const { name, object } of objects) {
          const { judge, says } = await judged(api, object);
          if (judge !== "nobody") problems.push(`${name}: ${says}`);
        }
        refuseProblems(problems);
        return `${objects.length} objects`;
      },
    },
    {
      title: "whatever is denied of the corpus' faulty copies, and of copies that its schema allows, synth has refused",
      run: async ({ api }) => {
        const seen = { schema: 0, webhook: 0, nobody: 0 };
        // Each of these is refused at synth, or mended as the webhook does: test/import/mutants.test.ts.
        const faulty = mutants();
        for (const { object } of faulty) seen[(await judged(api, object)).judge] += 1;
        const denied: (Variant & { says: string })[] = [];
        const allowed = variants();
        for (const variant of allowed) {
          const { judge, says } = await judged(api, variant.object);
          if (judge === "webhook") denied.push({ ...variant, says });
        }
        const accepted = acceptedAtSynth(denied.map(({ object }) => object));
        refuseProblems(
          denied.flatMap(({ title, says }, index) =>
            accepted[index] ? [`${title}: synth lets it pass: ${says}`] : [],
          ),
        );
        return [
          `${faulty.length} faulty objects: the schema refuses ${seen.schema}, a webhook ${seen.webhook}, nobody but synth ${seen.nobody}`,
          `${allowed.length} objects that the schema allows: webhooks deny ${denied.length}, and so does synth`,
        ].join("\n");
      },
    },
  ];
}

/** Whether each object, imported as YAML, is synthesized without a complaint. */
function acceptedAtSynth(objects: readonly object[]): boolean[] {
  const programs = objects.map((object, index) => {
    try {
      return runnable(`variant ${index}`, importYaml([{ name: "a.yaml", text: JSON.stringify(object) }]).code);
    } catch (error) {
      if (error instanceof InvalidError) return undefined;
      throw error;
    }
  });
  const outcomes = run(programs.flatMap((program) => program ?? []));
  return programs.map((program) => program !== undefined && outcomes.get(program.file)?.error === "");
}
