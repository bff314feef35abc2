import type { RuntimeFacts } from "../../internal/platform-facts";
import type { Profile } from "../../internal/profile";
import { servingRuntimes, type ServingRuntimeName } from ".";
import { serverResources, type ServingRuntimeOptions } from "./manifest";

/** Options of runtimes by name; `false` leaves one out. */
export type RuntimeChoice = Readonly<Partial<Record<ServingRuntimeName, ServingRuntimeOptions | false>>>;

/** The runtimes that models can get: emitted and not disabled. */
export function offeredRuntimes(chosen: RuntimeChoice = {}): typeof servingRuntimes {
  return servingRuntimes.filter(({ name }) => {
    const options = chosen[name];
    return options !== false && options?.disabled !== true;
  });
}

/** What models are checked against. */
export function runtimeFacts(profile: Profile, chosen: RuntimeChoice = {}): RuntimeFacts[] {
  return offeredRuntimes(chosen).map((runtime) => ({
    ...runtime,
    multiNode: runtime.worker !== undefined,
    resources: serverResources(profile, runtime, chosen[runtime.name] || {}),
  }));
}
