/** Whether an object says everything that an excerpt of it says; of a list, the excerpt may show some items. */
export function says(whole: unknown, excerpt: unknown): boolean {
  if (Array.isArray(excerpt)) {
    return Array.isArray(whole) && excerpt.every((item) => whole.some((candidate) => says(candidate, item)));
  }
  if (typeof excerpt === "object" && excerpt !== null) {
    const fields = whole as Readonly<Record<string, unknown>> | null | undefined;
    return (
      typeof whole === "object" &&
      !Array.isArray(whole) &&
      Object.entries(excerpt).every(([key, value]) => says(fields?.[key], value))
    );
  }
  return whole === excerpt;
}
