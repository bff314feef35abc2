import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renewed } from "./readme-sections";

const path = join(__dirname, "../README.md");
writeFileSync(path, renewed(readFileSync(path, "utf8")));
