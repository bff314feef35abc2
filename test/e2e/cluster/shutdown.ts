const pending = new Set<() => Promise<void>>();
let isListening = false;

/**
 * Has `cleanUp` run when the run ends by a signal. The returned function runs it now, and only once.
 */
export function onShutdown(cleanUp: () => Promise<void>): () => Promise<void> {
  if (!isListening) {
    isListening = true;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void leave(signal));
  }
  const once = async (): Promise<void> => {
    if (!pending.delete(once)) return;
    await cleanUp();
  };
  pending.add(once);
  return once;
}

async function leave(signal: NodeJS.Signals): Promise<void> {
  console.log(`\n${signal}: ending what was started`);
  await Promise.all([...pending].map((cleanUp) => cleanUp()));
  process.exit(signal === "SIGINT" ? 130 : 143);
}
