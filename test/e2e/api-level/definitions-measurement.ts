import { crds } from "../../../lib/definitions/definitions";
import type { Definition } from "../../../lib/definitions/schema";
import type { Manifest } from "../../../lib/internal/emit";
import { corpus, mutants, type Mutant, type Sample } from "../../crds/corpus";
import { defaultedFields, valueAt, type DefaultedField } from "../../crds/defaults";
import { messageOf, type Api, type Reply } from "../cluster/api";
import type { Cluster } from "../cluster/cluster";
import { inParallel } from "../in-parallel";
import { step, until } from "../progress";
import { settledMemory, type ApiServerMemory } from "./api-server-memory";

/** What is tried on both forms of the definitions; made once. */
export interface Trials {
  readonly samples: readonly Sample[];
  readonly mutants: readonly Mutant[];
  readonly defaulted: readonly DefaultedField[];
}

/** What an API server makes of one form of KServe's definitions. */
export interface Measurement {
  /** Memory that the definitions add to the API server once their OpenAPI has been read. */
  readonly added: ApiServerMemory;
  /** Size of the OpenAPI v2 document. */
  readonly openApiBytes: number;
  /** Its answer to each sample of the corpus, by name. */
  readonly samples: ReadonlyMap<Sample["name"], Reply>;
  /** The misspelt resources that it refuses, by name. */
  readonly refused: ReadonlySet<Mutant["name"]>;
  /** The default that it writes for each field that has one, as JSON, by name; `refused: …` where it takes none. */
  readonly defaults: ReadonlyMap<DefaultedField["name"], string | undefined>;
}

/** Everything that is tried. */
export function trials(): Trials {
  const folded = crds("kserve-0.20.0", "folded");
  const defaulted = crds("kserve-0.20.0", "full").flatMap((full, index) => {
    const shorter = folded[index] ?? full;
    // Where nothing is folded both are the same schema.
    return JSON.stringify(full) === JSON.stringify(shorter) ? [] : defaultedFields(full, shorter);
  });
  return { samples: corpus(), mutants: mutants(), defaulted };
}

/** Installs definitions on a fresh control plane and tries everything on it. */
export async function measure(
  name: string,
  cluster: Cluster,
  definitions: readonly Definition[],
  { samples, mutants, defaulted }: Trials,
): Promise<Measurement> {
  const { api } = cluster;
  const before = await step(`${name}: memory without them`, async () => {
    await readOpenApi(api);
    return settledMemory(cluster);
  });
  await step(`${name}: ${definitions.length} definitions applied`, async () => {
    for (const definition of definitions) {
      const reply = await api.apply(definition);
      if (reply.code !== 201) throw new Error(`${definition.metadata.name}: ${messageOf(reply)}`);
    }
    for (const { metadata } of definitions) await api.established(metadata.name);
    // The API server makes what serves a kind when it is first asked for it; the controller manager would, some time.
    for (const { spec } of definitions) {
      for (const { name } of spec.versions.filter(({ served }) => served)) {
        const path = `/apis/${spec.group}/${name}/${spec.names.plural}`;
        await until(`${path} answers`, 60, async () => (await api.call("GET", path)).code === 200);
      }
    }
  });
  const { after, openApiBytes } = await step(`${name}: memory with them, their OpenAPI read`, async () => {
    await until("every kind is in the OpenAPI", 120, () => isPublished(api, definitions));
    const openApiBytes = await readOpenApi(api);
    return { after: await settledMemory(cluster), openApiBytes };
  });
  const answers = await step(`${name}: ${samples.length} resources with every field`, () =>
    inParallel(samples, async (sample) => [sample.name, await api.judge(sample.manifest as Manifest)] as const),
  );
  const refused = await step(`${name}: ${mutants.length} misspelt resources`, () =>
    inParallel(mutants, async ({ name, manifest }) => {
      return (await api.judge(manifest as Manifest)).code === 201 ? [] : [name];
    }),
  );
  const defaults = await step(`${name}: ${defaulted.length} fields with a default, left out`, () =>
    inParallel(defaulted, async ({ name, path, manifest }) => {
      const reply = await api.judge(manifest as Manifest);
      const refusal = `refused: ${messageOf(reply)}`;
      return [name, reply.code === 201 ? JSON.stringify(valueAt(reply.body, path)) : refusal] as const;
    }),
  );
  return {
    added: {
      liveBytes: after.liveBytes - before.liveBytes,
      residentBytes: after.residentBytes - before.residentBytes,
    },
    openApiBytes,
    samples: new Map(answers),
    refused: new Set(refused.flat()),
    defaults: new Map(defaults),
  };
}

async function isPublished(api: Api, definitions: readonly Definition[]): Promise<boolean> {
  const { paths } = await api.get<{ paths: Readonly<Record<string, unknown>> }>("/openapi/v2");
  const published = Object.keys(paths);
  return definitions.every(({ spec: { group, names, versions } }) =>
    versions
      .filter(({ served }) => served)
      .every(({ name }) =>
        published.some((path) => path.startsWith(`/apis/${group}/${name}/`) && path.endsWith(`/${names.plural}`)),
      ),
  );
}

/** Reads the whole OpenAPI twice, as two clients would: the API server builds and keeps it on demand. */
async function readOpenApi(api: Api): Promise<number> {
  let bytes = 0;
  for (let reads = 0; reads < 2; reads += 1) {
    bytes = (await api.call("GET", "/openapi/v2")).bytes;
    const { paths } = await api.get<{ paths: Record<string, { serverRelativeURL: string }> }>("/openapi/v3");
    for (const { serverRelativeURL } of Object.values(paths)) await api.call("GET", serverRelativeURL);
  }
  return bytes;
}
