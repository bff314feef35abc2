import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { apiReports } from "./reports";
import { staleReports } from "./stale-reports";

const HELP = `Usage: npm run api               write docs/api: what each entry point exports
       npm run api -- --check    fail where docs/api is stale, or a public type is not exported`;

const REPORTS = resolve(__dirname, "../../docs/api");

function main(args: readonly string[]): number {
  const [option, ...rest] = args;
  if (rest.length > 0 || (option !== undefined && option !== "--check")) {
    console.log(HELP);
    return option === "--help" ? 0 : 2;
  }
  const { texts, complaints } = apiReports();
  const stale = option === "--check" ? staleReports(REPORTS, texts) : [];
  if (option === undefined) {
    mkdirSync(REPORTS, { recursive: true });
    for (const [file, text] of texts) writeFileSync(join(REPORTS, file), text);
  }
  for (const sentence of [...complaints, ...stale]) console.error(`api: ${sentence}`);
  return complaints.length + stale.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
