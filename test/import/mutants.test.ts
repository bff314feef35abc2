import { describe, expect, it } from "vitest";
import { violations } from "../../lib/definitions/violations";
import { importYaml } from "../../lib/import/import";
import { InvalidError } from "../../lib/internal/invalid";
import { mutants, type Mutant } from "./mutants";

const all = mutants();

/** What the import says of an object: its refusal, or its notes. */
function said({ object }: Mutant): { refused: string[]; notes: string[] } {
  try {
    return { refused: [], notes: [...importYaml([{ name: "m.yaml", text: JSON.stringify(object) }]).notes] };
  } catch (error) {
    if (error instanceof InvalidError) {
      expect(error.stack).not.toMatch(/\n\s+at /);
      return { refused: [...error.messages], notes: [] };
    }
    throw error;
  }
}

/** The first container gets its name from the webhook, before the schema wants one. */
function isMended({ path }: Mutant, note: string): boolean {
  const container = /^(spec\.\w+\.containers\[0\])\.name$/.exec(path)?.[1];
  return container !== undefined && note.includes(`${container} gets the name kserve-container`);
}

describe("an object with one field made wrong", () => {
  it("is there for every field of the corpus", () => {
    expect(all.length).toBeGreaterThan(900);
    expect(new Set(all.map(({ fault }) => fault)).size).toBe(4);
  });

  it.each(["wrong type", "out of range", "missing"] as const)(
    "is refused by file, line, path, value and fix, or mended as KServe's webhook mends it: %s",
    (fault) => {
      const accepted = all
        .filter((mutant) => mutant.fault === fault)
        .flatMap((mutant) => {
          const { refused, notes } = said(mutant);
          if (notes.some((note) => isMended(mutant, note))) return [];
          const told = refused.some(
            (message) =>
              message.includes(`: ${mutant.path} must be `) &&
              /^m\.yaml:\d+: .* must be .*, got .*; fix: .+/.test(message),
          );
          return told ? [] : [`${mutant.fault}: ${mutant.path}: ${refused.join("; ") || "accepted"}`];
        });
      expect(accepted).toEqual([]);
    },
  );

  it("is kept visibly and refused at synth where its key is misspelt", () => {
    const accepted = all
      .filter(({ fault }) => fault === "misspelt")
      .flatMap((mutant) => {
        const { refused, notes } = said(mutant);
        // A required field that is misspelt is missing too, which is told first.
        const isTold =
          refused.some((message) => /^m\.yaml:\d+: .* must be .*, got .*; fix: .+/.test(message)) ||
          notes.some(
            (note) =>
              note.startsWith("m.yaml:") && note.includes(`${mutant.path} is kept as a patch, which synth refuses`),
          );
        const atSynth = violations(mutant.object).some(({ path }) => path === mutant.path);
        return isTold && atSynth ? [] : [`${mutant.path}: ${[...refused, ...notes].join("; ")}`];
      });
    expect(accepted).toEqual([]);
  });
});
