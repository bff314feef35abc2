import { existsSync, readFileSync } from "node:fs";
import type { RunDirectory } from "../cluster/run-directory";
import { sleep, until } from "../progress";
import { removeCgroup } from "./cgroups";
import { isLinkGone } from "./link";
import { INIT } from "./namespaces";

/** Ends the node of a run, where it had one: the first process of its namespaces, and with it all that is in them. */
export async function endNode(directory: RunDirectory): Promise<void> {
  if (!existsSync(directory.file(INIT))) return;
  const init = Number(readFileSync(directory.file(INIT), "utf8"));
  // Its number counts only while its command line names the directory.
  while (directory.isRunning(init)) {
    try {
      process.kill(init, "SIGKILL");
    } catch {
      // It ended by itself between the look and the signal.
    }
    await sleep(20);
  }
  // The kernel drops it a moment after the last process of its namespace.
  await until("the link to the node is gone", 30, () => Promise.resolve(isLinkGone(directory)));
  await removeCgroup(directory.name);
}
