import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Manifest } from "../../../lib/internal/emit";
import { importYaml } from "../../../lib/import/import";
import { InvalidError } from "../../../lib/internal/invalid";
import { run } from "../../docs/programs";
import { corpusFiles, objectsOf, runnable } from "../../import/corpus";
import { mutants } from "../../import/mutants";
import { variants, type Variant } from "../../import/variants";
import { messageOf, type Api } from "../cluster/api";
import { refuseProblems } from "../problems";
import type { Check } from "../suite";

/** Who had a word to say of an object, if anybody did. */
type Judge = "schema" | "webhook" | "nobody";

/** The corpus of the import, its faulty copies, and copies that only a webhook can mind, before KServe's webhooks. */
export function corpusChecks(): Check[] {
  return [
    {
      title: "KServe's webhooks admit every object of the corpus",
      run: async ({ api }) => {
        const objects = corpusFiles()
          .flatMap(({ name, text }) => objectsOf(text).map((object) => ({ title: name, object })))
          .filter(({ object }) => String(object.apiVersion).startsWith("serving.kserve.io/"));
        const problems: string[] = [];
        for (const { title, object } of objects) {
          const { judge, says } = await judged(api, object);
          if (judge !== "nobody") problems.push(`${title}: ${says}`);
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

async function judged(api: Api, object: object): Promise<{ judge: Judge; says: string }> {
  const { metadata, ...rest } = object as Manifest;
  const { name, labels, annotations } = metadata;
  // Without what a cluster of its own wrote into it: identities that no object has here.
  const own = { name, ...(labels && { labels }), ...(annotations && { annotations }) };
  const isClusterWide = rest.kind.startsWith("Cluster");
  const manifest = { ...rest, metadata: isClusterWide ? own : { ...own, namespace: "default" } };
  const reply = await api.apply(manifest, { dryRun: true, manager: "e2e" });
  if (reply.code < 400) return { judge: "nobody", says: "" };
  const says = messageOf(reply);
  return { judge: says.includes("admission webhook") ? "webhook" : "schema", says };
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
  const work = mkdtempSync(join(tmpdir(), "kserve-stack-variants-"));
  try {
    const outcomes = run(
      programs.flatMap((program) => program ?? []),
      work,
    );
    return programs.map((program) => program !== undefined && outcomes.get(program.file)?.error === "");
  } finally {
    rmSync(work, { recursive: true });
  }
}
