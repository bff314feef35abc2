import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resolver, type Resolve, type Schema } from "./schema";
import type { CrdSource } from "./sources";

/** One version of a CRD; all but the schema is as upstream writes it. */
export interface CrdVersionData {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly schema: Schema;
  readonly [field: string]: unknown;
}

/** One CRD, compact. */
export interface CrdData {
  /** SHA-256 of the CRD that the full form reproduces, written by the generator from upstream's own. */
  readonly sha256: string;
  /** Paths of upstream's CRD that are not reproduced; the reasons are in `crd-differences.ts`. */
  readonly omitted: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: {
    readonly group: string;
    readonly scope: "Namespaced" | "Cluster";
    readonly names: { readonly kind: string; readonly plural: string; readonly [field: string]: unknown };
    readonly versions: readonly CrdVersionData[];
    readonly [field: string]: unknown;
  };
}

/** One file of `data/`: the CRDs of one upstream release. */
export interface CrdSourceData {
  readonly crds: Readonly<Record<string, CrdData>>;
  readonly types: Readonly<Record<string, Schema>>;
}

/** A loaded file, with its names resolved on demand. */
export interface LoadedCrdSource extends CrdSourceData {
  readonly resolve: Resolve;
}

const loaded = new Map<CrdSource, LoadedCrdSource>();

/** The data of one source; its file is read when it is first asked for. */
export function crdSourceData(source: CrdSource): LoadedCrdSource {
  const seen = loaded.get(source);
  if (seen) return seen;
  const data = JSON.parse(readFileSync(join(__dirname, "data", `${source}.json`), "utf8")) as CrdSourceData;
  const fresh = { ...data, resolve: resolver(data.types) };
  loaded.set(source, fresh);
  return fresh;
}
