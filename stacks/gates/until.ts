import type { State } from "./state";

/** How a wait is told of, and how long it may be. */
export interface Waiting {
  /** What waits, for its error: `gate of kserve`. */
  readonly title: string;
  /** The chart whose time limit it is. */
  readonly chart: string;
  /** Milliseconds. */
  readonly limit: number;
  /** Called with a line about what is still waited for; not more often than every ten seconds. */
  readonly progress: (line: string) => void;
}

/** Milliseconds after which it is asked again first; then after twice as many each time, up to the pause. */
const FIRST_PAUSE = 100;

/** When a wait began, and when something was last told of it: several may share it. */
export interface Clock {
  readonly start: number;
  said: number;
}

export function startClock(): Clock {
  return { start: Date.now(), said: Date.now() };
}

/**
 * Asks until a state holds.
 *
 * @param words What is waited for: `CRD x is established`.
 * @throws where it does not within the limit, with what the cluster last said and what to check.
 */
export async function until(
  words: string,
  ask: () => Promise<State>,
  { title, chart, limit, progress }: Waiting,
  { clock = startClock(), pause = 500 }: { readonly clock?: Clock; readonly pause?: number } = {},
): Promise<void> {
  for (let time = 0; ; time += 1) {
    const state = await answered(ask);
    if (state.holds) return;
    if (Date.now() >= clock.start + limit) {
      throw new Error(
        [
          `${title}: not within ${Math.round(limit / 1000)} s: ${words}`,
          `  The cluster last said: ${state.said}`,
          `  Check: ${state.check}`,
          `  More time: timeLimits: { ${JSON.stringify(chart)}: Duration.minutes(…) }; then run it again.`,
        ].join("\n"),
      );
    }
    if (Date.now() - clock.said >= 10_000) {
      progress(`wait: ${words}; now: ${state.said}`);
      clock.said = Date.now();
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(pause, FIRST_PAUSE * 2 ** time)));
  }
}

/** What a state is, also where the cluster does not answer. */
export async function answered(ask: () => Promise<State>): Promise<State> {
  try {
    return await ask();
  } catch (error) {
    // An API server that is busy or restarts answers soon; the last thing it said is told in the end.
    return {
      holds: false,
      said: error instanceof Error ? error.message : String(error),
      check: "whether the cluster answers: kubectl get --raw /readyz",
    };
  }
}
