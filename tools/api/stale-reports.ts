import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** A sentence for each committed report that is not what the code exports now. */
export function staleReports(directory: string, texts: ReadonlyMap<string, string>): string[] {
  return [...texts].flatMap(([file, text]) => {
    const path = join(directory, file);
    const committed = existsSync(path) ? readFileSync(path, "utf8") : "";
    if (committed === text) return [];
    const line = committed.split("\n").findIndex((each, index) => each !== text.split("\n")[index]) + 1;
    return [
      `docs/${basename(directory)}/${file} is not what the code exports, from line ${String(line)} on; fix: npm run api, and commit the difference`,
    ];
  });
}
