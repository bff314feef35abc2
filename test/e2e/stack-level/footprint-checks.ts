import { amountOf } from "../../../lib/internal/quantity";
import type { Check } from "../suite";
import { podsOf } from "./pods";

const MIB = 2 ** 20;

/** What profile `dev` asks for, and what it really takes. */
export const footprintCheck: Check = {
  title: "the platform's pods take no more memory than they request, and request what the package promises",
  run: async ({ api, node }) => {
    const pods = (await podsOf(api)).filter(({ metadata }) => metadata.namespace !== "models");
    const total = (resource: string): number =>
      pods
        .flatMap(({ spec }) => spec.containers)
        .reduce((sum, { resources }) => sum + (amountOf(resources?.requests?.[resource] ?? "0") ?? 0), 0);
    const cpu = total("cpu");
    const memory = total("memory");
    const used = node ? await node.podBytes() : {};
    const resident = pods.reduce((sum, { metadata }) => sum + (used[`${metadata.namespace}/${metadata.name}`] ?? 0), 0);
    const seen = `${pods.length} pods request ${cpu.toFixed(2)} CPU and ${Math.round(memory / MIB)} MiB; working set ${Math.round(resident / MIB)} MiB`;
    if (cpu > 0.7 || memory > 1536 * MIB || (node && (resident === 0 || resident > memory))) throw new Error(seen);
    return seen;
  },
};
