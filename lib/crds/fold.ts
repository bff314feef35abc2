import type { Fold } from "./folds";
import type { Schema } from "./schema";

export function foldSchema(schema: Schema, _fold: Fold): Schema {
  return schema;
}
