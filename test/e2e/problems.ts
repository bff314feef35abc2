/** Throws where there are problems, naming the first of them. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const shown = problems.slice(0, 40);
  const more = problems.length - shown.length;
  throw new Error([`${problems.length} problems:`, ...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join("\n"));
}
