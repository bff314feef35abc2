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
  }
  let done: Promise<void> | undefined;
  const once = (): Promise<void> => {
    done ??= cleanUp().finally(() => pending.delete(once));
    return done;
  };
  pending.add(once);
  return once;
}

async function leave(signal: NodeJS.Signals): Promise<void> {
  // A terminal's Ctrl-C comes twice: from the terminal itself, and passed on by npm.
  if (isLeaving) return;
  isLeaving = true;
  console.log(`\n${signal}: ending what was started`);
  await Promise.allSettled([...pending].map((cleanUp) => cleanUp()));
  process.exit(signal === "SIGINT" ? 130 : 143);
}
