import type { Manifest } from "../../../lib/internal/emit";
import { messageOf } from "../cluster/api";
import { titleOf } from "../objects";
import { refuseProblems } from "../problems";
import type { Check } from "../suite";

/** An object that a webhook must deny, valid by its schema, and the words that show who denied it. */
export interface Denied {
  readonly manifest: Manifest;
  readonly says: string;
  /** Writes the same mistake with this package; it has to throw. */
  readonly atSynth: () => void;
}

/** Webhooks judge, in their own words; what they deny, synth denies too. */
export function deniedCheck(denied: readonly Denied[]): Check {
  return {
    title: "webhooks of KServe and Knative deny what is wrong, in their own words, and synth denies the same",
    run: async ({ api }) => {
      const problems: string[] = [];
      for (const { manifest, says, atSynth } of denied) {
        const reply = await api.apply(manifest, { dryRun: true, manager: "e2e" });
        const message = messageOf(reply);
        if (reply.code < 400 || !message.includes("admission webhook") || !message.includes(says)) {
          problems.push(`${titleOf(manifest)}: expected a webhook to say "${says}", got ${reply.code} ${message}`);
        }
        try {
          atSynth();
          problems.push(`${titleOf(manifest)}: synth lets it pass`);
        } catch {
          // As it should.
        }
      }
      refuseProblems(problems);
      return denied.map(({ manifest, says }) => `${titleOf(manifest)}: "${says}"`).join("\n");
    },
  };
}
