/** Runs one step, prints it with the seconds it took. */
export async function elapsed<T>(title: string, step: () => Promise<T>): Promise<T> {
  const start = Date.now();
  const seconds = (): string => ((Date.now() - start) / 1000).toFixed(1);
  try {
    const result = await step();
    console.log(`  ${title} (${seconds()} s)`);
    return result;
  } catch (error) {
    console.log(`  ${title}: failed after ${seconds()} s`);
    throw error;
  }
}

/** Polls until a condition holds; the error names what was waited for. */
export async function until(title: string, seconds: number, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`${title}: not after ${String(seconds)} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
