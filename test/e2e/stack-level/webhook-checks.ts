import type { Manifest } from "../../../lib/internal/emit";
import { messageOf } from "../cluster/api";
import { titleOf } from "../objects";
import { refuseProblems } from "../problems";
import type { Check } from "../suite";

/** An object that a webhook must deny, valid by its schema, and the words that show who denied it. */
export interface Denied {
  readonly manifest: Manifest;
  readonly webhook: string;
  readonly says: string;
  /** Writes the same mistake with this package; it has to throw. Absent where it has no construct for it. */
  readonly atSynth?: () => void;
}

/** The webhooks judge, in their own words, and what they deny our synth denies too. */
export function deniedChecks(denied: readonly Denied[]): Check[] {
  return [
    {
      title: "webhooks deny what they must, in their own words, and synth denies the same",
      run: async ({ api }) => {
        const problems: string[] = [];
        for (const { manifest, webhook, says, atSynth } of denied) {
          const reply = await api.apply(manifest, { dryRun: true });
          const message = messageOf(reply);
          if (reply.code < 400 || !message.includes(webhook) || !message.includes(says)) {
            problems.push(`${titleOf(manifest)}: expected ${webhook} to say "${says}", got ${reply.code} ${message}`);
          }
          if (atSynth && !throws(atSynth)) problems.push(`${titleOf(manifest)}: synth lets it pass`);
        }
        refuseProblems(problems);
        return denied.map(({ manifest, says }) => `${titleOf(manifest)}: ${says}`).join("\n");
      },
    },
  ];
}

function throws(run: () => void): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
