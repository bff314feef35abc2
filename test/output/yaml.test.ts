import { Yaml } from "cdk8s";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { ServingApp } from "../../lib/output/serving-app";
import { YamlWriter } from "../../lib/output/yaml";

/** Text made of what YAML reads as something else: indicators, breaks, words, numbers, directives. */
const awkward = fc
  .array(
    fc.constantFrom(
      ..." \n\t:#-?,[]{}&*!|>'\"%@`~\\=<".split(""),
      ...["a", "é", "\u2028", "\u0085", "\u00a0", "\ufeff", "\r", "\u{1f600}", "\ud800", "\x00", "\x7f"],
      ...[
        "yes",
        "No",
        "y",
        "null",
        "true",
        "e0",
        "E+1",
        "1",
        "0x1f",
        "0o7",
        "1_0",
        ".5",
        ".inf",
        "12:30",
        "2026-11-25",
      ],
      ...["m", "Gi", "%", "^", "/", "--", "_", "$(", "8", "k", "x"],
      ...["---", "...", "%YAML", "<<", ": ", " #", "- ", "line\n", "\n\n", "key: value\n"],
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));
const text = fc.oneof(awkward, fc.string({ maxLength: 8 }), fc.string({ unit: "binary", maxLength: 4 }));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie("map"),
    tie("list"),
  ),
  map: fc.dictionary(text, tie("tree"), { maxKeys: 4, noNullPrototype: true }),
  list: fc.array(tie("tree"), { maxLength: 4 }),
}));

describe("YAML", () => {
  it("is, byte for byte, what cdk8s writes for any tree", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(text, tree, { maxKeys: 5, noNullPrototype: true }), { maxLength: 3 }),
        (objects) => {
          expect(new YamlWriter().write(objects)).toBe(Yaml.stringify(...objects));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("is what cdk8s writes for every object of a platform", { timeout: 120_000 }, () => {
    const app = new ServingApp();
    defaultPlatform(app, { crds: "full" });
    const yaml = new YamlWriter();
    for (const { file, objects } of app.plan().charts) {
      const manifests = objects.map(({ manifest }) => manifest);
      expect(yaml.write(manifests) === Yaml.stringify(...manifests), file).toBe(true);
    }
  });
});
