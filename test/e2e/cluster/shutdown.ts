const pending = new Set<() => Promise<void>>();
let isListening = false;
let isLeaving = false;

/**
 * Has `cleanUp` run when the run ends by a signal. The returned function runs it now, and only once.
 */
export function onShutdown(cleanUp: () => Promise<void>): () => Promise<void> {
  if (!isListening) {
    isListening = true;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void leave(signal));
    // A reader that closed our output, as `head` does, and whatever else nobody caught.
    process.on("uncaughtException", (error) => void leave(error));
  }
  let done: Promise<void> | undefined;
  const once = (): Promise<void> => {
    done ??= cleanUp().finally(() => pending.delete(once));
    return done;
  };
  pending.add(once);
  return once;
}

/** Returns at once, but never while the run is ending: nothing new is to start then, nor to be reported. */
export async function unlessEnding(): Promise<void> {
  if (isLeaving) await new Promise(() => undefined);
}

async function leave(reason: NodeJS.Signals | Error): Promise<void> {
  // A terminal's Ctrl-C comes twice: from the terminal itself, and passed on by npm.
  if (isLeaving) return;
  isLeaving = true;
  console.error(`\n${reason instanceof Error ? (reason.stack ?? reason.message) : reason}: ending what was started`);
  await Promise.allSettled([...pending].map((cleanUp) => cleanUp()));
  process.exit(reason === "SIGINT" ? 130 : reason instanceof Error ? 1 : 143);
}
