import { crds } from "../../../lib/definitions/definitions";
import { violations } from "../../../lib/definitions/violations";
import { badResources } from "../../bad-resources";
import { messageOf } from "../cluster/api";
import { badFields, type Fault } from "./bad-fields";
import { inParallel } from "../in-parallel";
import { refuseProblems } from "../problems";
import type { Check } from "../suite";

const FAULTS: readonly Fault[] = ["misspelt", "mistyped", "out of range", "missing"];

/** Every field that KServe owns, wrong in every way, against the definitions that a platform emits and against our own check. */
export function badFieldChecks(definitions: readonly string[]): Check[] {
  const bad = badFields(definitions);
  return [
    {
      title: "the emitted CRDs of KServe are served",
      run: async ({ api }) => {
        const emitted = crds("kserve-0.20.0", "folded", definitions);
        for (const definition of emitted) await api.apply(definition);
        for (const { metadata } of emitted) await api.established(metadata.name);
        return emitted.map(({ spec: { names } }) => names.kind).join(", ");
      },
    },
    {
      title: "the API server and our check at synth refuse each way to write a resource that people get wrong",
      run: async ({ api }) => {
        const problems: string[] = [];
        for (const { fault, manifest } of badResources) {
          const reply = await api.judge(manifest);
          if (!isSchemaRefusal(reply.code)) problems.push(`${fault}: the API server says ${messageOf(reply)}`);
          if (violations(manifest).length === 0) problems.push(`${fault}: our check accepts it`);
        }
        refuseProblems(problems);
        return `${badResources.length} resources`;
      },
    },
    ...FAULTS.map((fault): Check => {
      const those = bad.filter((field) => field.fault === fault);
      return {
        title: `the API server and our check at synth refuse every field of KServe that is ${fault}`,
        run: async ({ api }) => {
          const problems = await inParallel(those, async ({ name, manifest, isFolded }) => {
            const own = violations(manifest).length > 0 ? [] : [`${name}: our check accepts it`];
            if (isFolded) return own;
            const reply = await api.judge(manifest);
            return isSchemaRefusal(reply.code) ? own : [...own, `${name}: the API server says ${messageOf(reply)}`];
          });
          refuseProblems(problems.flat());
          const folded = those.filter(({ isFolded }) => isFolded).length;
          const left =
            folded > 0 ? `, ${folded} of them where the fold plan opens the schema: refused at synth alone` : "";
          return `${those.length} resources${left}`;
        },
      };
    }),
  ];
}

/** 400 is strict decoding, 422 the schema; anything else is no judgement of the object. */
function isSchemaRefusal(code: number): boolean {
  return code === 400 || code === 422;
}
