import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { synthesize } from "../../charts/testing";
import { RULES, type RuleName } from "../../lib/models/rules";
import type { Case } from "./rules/case";
import { build, CASES } from "./rules/cases";

const names = Object.keys(RULES) as RuleName[];

/** What is said of a model, by one rule. */
function findings(model: Case, rule: RuleName): string[] {
  try {
    synthesize(build(model));
    return [];
  } catch (error) {
    return (error as Error).message.split("\n").filter((line) => line.endsWith(`[${rule}]`));
  }
}

describe("a rule", () => {
  it.each(names)("%s is the file of its name", (name) => {
    expect(readdirSync(join(__dirname, "../../lib/models/rules"))).toContain(`${name}.ts`);
  });

  it("is listed, each", () => {
    const files = readdirSync(join(__dirname, "../../lib/models/rules")).map((file) => file.replace(/\.ts$/, ""));
    expect(files.filter((file) => !["index", "rule", "rule-name"].includes(file)).sort()).toEqual([...names].sort());
  });

  it.each(names)("%s says what it refuses, and who says so", (name) => {
    expect(RULES[name].refuses.length).toBeGreaterThan(20);
    expect(RULES[name].source.length).toBeGreaterThan(20);
  });

  it.each(names)("%s refuses, with path, property and fix", (name) => {
    const { fails, says } = CASES[name];
    const path = `platform/team-a/iris: `;
    expect(findings(fails, name)).toContainEqual(expect.stringContaining(path + says));
    expect(findings(fails, name)).toContainEqual(expect.stringContaining("; fix: "));
  });

  it.each(names)("%s lets through what is right, as all others do", (name) => {
    expect(() => synthesize(build(CASES[name].passes))).not.toThrow();
  });

  it.each(names)("%s can be waived by name, with a reason", (name) => {
    expect(findings({ ...CASES[name].fails, waive: { [name]: "tried" } }, name)).toEqual([]);
  });
});
