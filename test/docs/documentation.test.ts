import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { renewed } from "../../tools/readme-sections";
import { says } from "./excerpt";
import { mistakes, pagesOf, programsOf, read, root, run, type Outcome } from "./programs";

const readme = read("README.md");
const docs = pagesOf("docs");
const decisions = pagesOf("docs/decisions");
const pages = ["README.md", "CONTRIBUTING.md", ...docs];
const programs = pages.flatMap(programsOf);

describe("the README", () => {
  it("shows the graph and the versions as they are now (npm run readme renews them)", () => {
    expect(renewed(readme)).toBe(readme);
  });

  it.each(["layers", "versions"])("would be found stale in its %s", (section) => {
    const place = new RegExp(`(<!-- ${section} -->\n)[\\s\\S]*?(<!-- /${section} -->)`);
    const stale = readme.replace(place, "$1\nas it was\n\n$2");
    expect(stale).not.toBe(readme);
    expect(renewed(stale)).toBe(readme);
  });
});

describe("the page of rules", () => {
  const rules = read("docs/rules.md");

  it("lists every rule as it is now (npm run readme renews it)", () => {
    expect(renewed(rules)).toBe(rules);
  });

  it("would be found stale", () => {
    const stale = rules.replace("- **`model-name`**", "- **`model-nam`**");
    expect(stale).not.toBe(rules);
    expect(renewed(stale)).toBe(rules);
  });
});

describe("a program in the documentation", () => {
  let found: ReadonlyMap<string, string>;
  let outcomes: ReadonlyMap<string, Outcome>;

  beforeAll(() => {
    found = mistakes(programs);
    outcomes = run(programs);
  }, 180_000);

  it.each(programs)("compiles and runs: $title", ({ file }) => {
    expect(found.get(file)).toBe("");
    expect(outcomes.get(file)?.error).toBe("");
  });

  it.each(programs.filter(({ yaml }) => yaml !== undefined))(
    "writes what is shown below it: $title",
    ({ file, yaml }) => {
      const written = (outcomes.get(file)?.written ?? "").split(/^---\n/m);
      for (const excerpt of parseAllDocuments(yaml ?? "").map((document) => document.toJS() as { kind: string })) {
        // Schemas are long to read, and nobody shows them.
        const alike = written
          .filter((text) => text.includes(`\nkind: ${excerpt.kind}\n`))
          .map((text) => parse(text) as unknown);
        expect(
          alike.some((object) => says(object, excerpt)),
          `none of these says ${JSON.stringify(excerpt)}: ${JSON.stringify(alike)}`,
        ).toBe(true);
      }
    },
  );
});

describe("a link in the documentation", () => {
  it.each([...pages, ...decisions, "CHANGELOG.md"])("leads to a file: %s", (page) => {
    const targets = [...read(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].flatMap(([, target]) => target ?? []);
    const missing = targets.filter(
      (target) => !target.includes("://") && !existsSync(join(root, dirname(page), target)),
    );
    expect(missing).toEqual([]);
  });

  it.each([...docs, ...decisions].filter((page) => page !== "docs/README.md"))(
    "leads from docs/README.md to %s",
    (page) => {
      expect(read("docs/README.md")).toContain(`](${page.slice("docs/".length)})`);
    },
  );
});

describe("an excerpt", () => {
  const whole = { kind: "Pod", spec: { containers: [{ name: "a", args: ["-v", "-x"] }, { name: "b" }] } };

  it("may leave fields and items out", () => {
    expect(says(whole, { spec: { containers: [{ name: "b" }] } })).toBe(true);
    expect(says(whole, { spec: { containers: [{ args: ["-x"] }] } })).toBe(true);
  });

  it("must not say anything else", () => {
    expect(says(whole, { kind: "Job" })).toBe(false);
    expect(says(whole, { spec: { containers: [{ name: "b", args: ["-x"] }] } })).toBe(false);
    expect(says(whole, { spec: { containers: { name: "b" } } })).toBe(false);
    expect(says(whole, { metadata: { name: "x" } })).toBe(false);
  });
});
