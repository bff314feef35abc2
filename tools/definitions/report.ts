import { definitions } from "../../lib/definitions/definitions";
import { foldSchema } from "../../lib/definitions/fold";
import { FOLDS } from "../../lib/definitions/folds";
import type { Schema } from "../../lib/definitions/schema";

/** What folding does: bytes of each definition in both forms, and for each fold what it saves and leaves unchecked. */
export function report(): string {
  const lines: string[] = [];
  const folded = new Map(definitions("kserve-0.20.0", "folded").map((crd) => [crd.metadata.name, crd]));
  for (const full of definitions("kserve-0.20.0", "full")) {
    const { name } = full.metadata;
    const short = folded.get(name);
    const folds = FOLDS.filter(({ crd }) => crd === name);
    lines.push(`${name}: ${bytes(full)} bytes full, ${bytes(short)} folded`);
    for (const fold of folds) {
      let saved = 0;
      let lost = 0;
      for (const { schema } of full.spec.versions) {
        const after = foldSchema(schema.openAPIV3Schema, fold);
        saved += bytes(schema.openAPIV3Schema) - bytes(after);
        lost += fields(schema.openAPIV3Schema) - fields(after);
      }
      lines.push(`  ${fold.path}: opens ${lost} fields, saves ${saved} bytes; ${fold.reason}`);
    }
  }
  return lines.join("\n");
}

function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** Number of named fields below a schema. */
function fields({ properties = {}, items, additionalProperties }: Schema): number {
  const below = [...Object.values(properties), ...(items ? [items] : [])];
  if (typeof additionalProperties === "object") below.push(additionalProperties);
  return Object.keys(properties).length + below.reduce((sum, schema) => sum + fields(schema), 0);
}
