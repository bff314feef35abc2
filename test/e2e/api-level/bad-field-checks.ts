import { crds } from "../../../lib/definitions/definitions";
import { violations } from "../../../lib/definitions/violations";
import type { Manifest } from "../../../lib/internal/emit";
import { badResources } from "../../bad-resources";
import { CONTAINER, POD } from "../../crds/owned";
import { messageOf, type Api, type Reply } from "../cluster/api";
import { ownedFields, type BadCase, type Fault, type OwnedField } from "./bad-fields";
import { inParallel } from "../in-parallel";
import { refuseProblems } from "../problems";
import type { Check } from "../suite";

interface OpenApi {
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties?: object }>> };
}

/** Every fault, and why a field can be without a case of it. */
const FAULTS: Readonly<Record<Fault, string>> = {
  misspelt: "stand in an object that takes any key",
  mistyped: "take a value of any type",
  "out of range": "have no enum, bound or length in upstream's schema",
  missing: "are optional",
};

/** Every field that KServe owns, wrong in every way, against the definitions that a platform emits and against our own check. */
export function badFieldChecks(definitions: readonly string[]): Check[] {
  const fields = ownedFields(definitions);
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
      title: "the fields that count as Kubernetes' own are those of its containers and pods",
      run: async ({ api, own }) => {
        // Another version of Kubernetes may lack some of them.
        if (!own) return "not checked on the caller's cluster";
        const { components } = await api.get<OpenApi>("/openapi/v3/api/v1");
        const notIn = (names: readonly string[], type: string): string[] =>
          names
            .filter((name) => !(name in (components.schemas[`io.k8s.api.core.v1.${type}`]?.properties ?? {})))
            .map((name) => `${type} has no ${name}`);
        refuseProblems([...notIn(CONTAINER, "Container"), ...notIn(POD, "PodSpec")]);
        return `${CONTAINER.length} of a container, ${POD.length} of a pod; every other field is KServe's: ${fields.length}`;
      },
    },
    {
      title: "the API server and our check at synth refuse each way to write a resource that people get wrong",
      run: async ({ api }) => {
        const problems = await Promise.all(
          badResources.map(({ fault, path, manifest }) => judged(api, fault, path, manifest, false)),
        );
        refuseProblems(problems.flat());
        return `${badResources.length} resources`;
      },
    },
    {
      title: "they accept the same resources with that field right",
      run: async ({ api }) => {
        const rights = new Map(
          fields.flatMap(({ name, cases }) => cases.map(({ right }) => [JSON.stringify(right), { name, right }])),
        );
        const problems = await inParallel([...rights.values()], async ({ name, right }) => {
          const reply = await api.judge(right);
          const own = violations(right).map(({ path, expected }) => `${name}: our check wants ${path} ${expected}`);
          return reply.code === 201 ? own : [...own, `${name}: the API server says ${messageOf(reply)}`];
        });
        refuseProblems(problems.flat());
        return `${fields.length} fields in ${rights.size} resources`;
      },
    },
    ...Object.entries(FAULTS).map(([fault, reason]): Check => {
      const bad = fields.flatMap((field) =>
        field.cases.filter((each) => each.fault === fault).map((each) => ({ ...field, ...each })),
      );
      return {
        title: `the API server and our check at synth refuse every field of KServe that is ${fault}, and name it`,
        run: async ({ api }) => {
          const problems = await inParallel(bad, ({ name, path, manifest, isFolded }) =>
            judged(api, name, path, manifest, isFolded),
          );
          refuseProblems(problems.flat());
          return summary(fields, bad, fault as Fault, reason);
        },
      };
    }),
  ];
}

/** What is wrong with how a bad resource was judged: it has to be refused, and the place named. */
async function judged(api: Api, name: string, path: string, manifest: Manifest, isFolded: boolean): Promise<string[]> {
  const found = violations(manifest).map((violation) => violation.path);
  const own = found.includes(path) ? [] : [`${name}: our check names ${found.join(", ") || "nothing"}, not ${path}`];
  if (isFolded) return own;
  const reply = await api.judge(manifest);
  if (isSchemaRefusal(reply) && messageOf(reply).includes(path)) return own;
  return [...own, `${name}: of ${path} the API server says ${messageOf(reply)}`];
}

/** 400 is strict decoding, 422 the schema; anything else is no judgement of the object. */
function isSchemaRefusal({ code }: Reply): boolean {
  return code === 400 || code === 422;
}

function summary(
  fields: readonly OwnedField[],
  bad: readonly (OwnedField & BadCase)[],
  fault: Fault,
  reason: string,
): string {
  const without = fields.filter(({ cases }) => !cases.some((each) => each.fault === fault)).length;
  const folded = bad.filter(({ isFolded }) => isFolded);
  const places = new Map<string, Map<string, number>>();
  for (const { name } of folded) {
    const [, parent = "", place = ""] = /^((?:[^.]+\.){2}[^.]+)\.([^.[]+)/.exec(name) ?? [];
    const counts = places.get(parent) ?? new Map<string, number>();
    places.set(parent, counts.set(place, (counts.get(place) ?? 0) + 1));
  }
  const others = without === 0 ? "" : `; the other ${without} ${reason}`;
  return [
    `${bad.length} resources for ${fields.length - without} of ${fields.length} fields${others}`,
    `${bad.length - folded.length} refused by both, ${folded.length} by our check alone, where the fold plan opens the schema:`,
    ...[...places].map(
      ([parent, counts]) => `  ${parent}: ${[...counts].map(([place, count]) => `${place} ${count}`).join(", ")}`,
    ),
  ].join("\n");
}
