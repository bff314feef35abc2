/** Seconds since a moment, for people. */
export function since(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}

/** Runs one step and prints a line with the time it took. */
export async function step<T>(title: string, run: () => Promise<T>): Promise<T> {
  const start = Date.now();
  try {
    const result = await run();
    console.log(`  ${title} (${since(start)})`);
    return result;
  } catch (error) {
    console.log(`  ${title}: failed after ${since(start)}`);
    throw error;
  }
}

/** Polls until `holds` answers true; the error names what was waited for and what was last seen. */
export async function until(title: string, seconds: number, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  let last = "";
  for (;;) {
    try {
      if (await holds()) return;
      last = "not yet so";
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() > deadline) throw new Error(`${title}: not after ${seconds} s; last seen: ${last}`);
    await sleep(100);
  }
}

/** Waits. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
