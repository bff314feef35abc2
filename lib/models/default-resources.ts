import type { PlatformFacts } from "../internal/platform-facts";
import { amountOf, plainResources } from "../internal/quantity";
import type { PlainResources } from "./fit-resources";
import type { ModelSpec } from "./spec";

/** What KServe's release gives a server that states nothing; what is assumed of a platform that says no more. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml and kserve-cluster-resources.yaml
const UPSTREAM: PlainResources = {
  requests: { cpu: "1", memory: "2Gi" },
  limits: { cpu: "1", memory: "2Gi" },
};

/** Requests and limits that KServe gives a server of one's own which states none. */
export function ownServerDefaults({ modelDefaults }: PlatformFacts): PlainResources {
  return modelDefaults ? plainResources(modelDefaults) : UPSTREAM;
}

/**
 * The requests and limits that KServe fills in: the runtime's for a model, those of its configuration for a server of
 * one's own. Where it may take one of several runtimes, the tightest of each.
 */
export function defaultResources(model: ModelSpec | undefined, facts: PlatformFacts): PlainResources {
  if (!model) return ownServerDefaults(facts);
  const candidates = candidatesFor(model, facts);
  if (candidates.length === 0) return UPSTREAM;
  const all = candidates.map(({ resources }) => (resources ? plainResources(resources) : UPSTREAM));
  const pick = (kind: "requests" | "limits", tighter: (a: number, b: number) => boolean): Record<string, string> => {
    const picked: Record<string, string> = {};
    for (const [name, amount] of all.flatMap((resources) => Object.entries(resources[kind] ?? {}))) {
      const known = picked[name];
      if (known === undefined || tighter(amountOf(amount) ?? NaN, amountOf(known) ?? NaN)) picked[name] = amount;
    }
    return picked;
  };
  return { requests: pick("requests", (a, b) => a > b), limits: pick("limits", (a, b) => a < b) };
}

function candidatesFor({ runtime, modelFormat }: ModelSpec, { runtimes }: PlatformFacts): PlatformFacts["runtimes"] {
  if (runtime !== undefined) return runtimes.filter(({ name }) => name === runtime);
  const { name, version } = modelFormat;
  return runtimes.filter(({ formats }) =>
    formats.some(
      (format) =>
        format.autoSelect === true && format.name === name && (version === undefined || format.version === version),
    ),
  );
}
