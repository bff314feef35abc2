import { relative } from "node:path";
import { ServingApp } from "../lib/output/serving-app";
import { defaultPlatform } from "./default-platform";

const app = new ServingApp();
const platform = defaultPlatform(app);
const { charts } = app.synth();
const where = relative(process.cwd(), app.outdir) || ".";
console.log(`${where}/`);
for (const { file, objects } of charts)
  console.log(`  ${file.padEnd(34)} ${String(objects.length).padStart(3)} objects`);
console.log("  apply.sh");
for (const note of platform.notes) console.log(`note: ${note}`);
console.log(
  `\nNext: ${where}/apply.sh on an empty cluster, or commit ${where}/ to the repository that your GitOps tool reads.`,
);
