import { homedir } from "node:os";
import { join } from "node:path";

/** Where built programs and the logs of failed runs outlive a checkout. */
export const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "kserve-stack-e2e");
