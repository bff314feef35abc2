import { RunDirectory } from "./cluster/run-directory";
void (async () => { for (const d of RunDirectory.all()) if (d.path === process.argv[2]) await d.end(); })();
