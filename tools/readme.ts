import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renewed } from "./readme-sections";

for (const page of ["README.md", "docs/rules.md"]) {
  const path = join(__dirname, "..", page);
  writeFileSync(path, renewed(readFileSync(path, "utf8")));
}
