/**
 * Runs something that makes many promises of Pulumi's: its SDK notes the stack of each, which nobody reads and which
 * takes half of the time that a thousand resources need to be registered.
 */
export function withoutTraces<T>(run: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
