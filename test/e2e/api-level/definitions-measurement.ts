import type { Manifest } from "../../../lib/internal/emit";
import { corpus, mutants, type Mutant, type Sample } from "../../crds/corpus";
import type { Reply } from "../cluster/api";
import type { Cluster } from "../cluster/cluster";
import { controlPlane } from "../cluster/control-plane";
import { inParallel } from "../in-parallel";
import { sleep } from "../progress";

/** What an API server makes of one form of KServe's definitions. */
export interface Measurement {
  /** Memory that the definitions add to the API server once their OpenAPI has been read twice. */
  readonly addedBytes: number;
  /** Size of the OpenAPI v2 document. */
  readonly openApiBytes: number;
  /** Its answer to each sample of the corpus. */
  readonly samples: ReadonlyMap<Sample["name"], { readonly sample: Sample; readonly reply: Reply }>;
  /** The misspelt resources that it refuses, by name. */
  readonly refused: ReadonlySet<Mutant["name"]>;
}

/** Installs definitions on a fresh control plane and tries the whole corpus on it. */
export async function measure(definitions: readonly Manifest[]): Promise<Measurement> {
  const cluster = await controlPlane();
  try {
    await readOpenApi(cluster);
    const before = await settledBytes(cluster);
    for (const definition of definitions) {
      const { code, body } = await cluster.api.apply(definition);
      if (code !== 201) throw new Error(`${definition.metadata.name}: ${JSON.stringify(body)}`);
    }
    for (const { metadata } of definitions) await cluster.api.established(metadata.name);
    const openApiBytes = await readOpenApi(cluster);
    const addedBytes = (await settledBytes(cluster)) - before;
    const samples = await inParallel(corpus(), async (sample) => {
      return { sample, reply: await cluster.api.judge(sample.manifest as Manifest) };
    });
    const misspelt = await inParallel(mutants(), async ({ name, manifest }) => {
      return { name, isRefused: (await cluster.api.judge(manifest as Manifest)).code !== 201 };
    });
    return {
      addedBytes,
      openApiBytes,
      samples: new Map(samples.map((each) => [each.sample.name, each])),
      refused: new Set(misspelt.flatMap(({ name, isRefused }) => (isRefused ? [name] : []))),
    };
  } finally {
    await cluster.stop();
  }
}

/** Reads the whole OpenAPI twice, as two clients would: the API server builds and keeps it on demand. */
async function readOpenApi({ api }: Cluster): Promise<number> {
  let bytes = 0;
  for (let reads = 0; reads < 2; reads += 1) {
    // The API server merges a new definition into its OpenAPI a moment later.
    await sleep(3000);
    bytes = (await api.call("GET", "/openapi/v2")).bytes;
    const { paths } = await api.get<{ paths: Record<string, { serverRelativeURL: string }> }>("/openapi/v3");
    for (const { serverRelativeURL } of Object.values(paths)) await api.call("GET", serverRelativeURL);
  }
  return bytes;
}

/** The API server's memory once it has come to rest. */
async function settledBytes({ own }: Cluster): Promise<number> {
  await sleep(10_000);
  return own?.apiServerBytes() ?? 0;
}
