import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdk8s";
import { ESLint, type Rule } from "eslint";
import fc from "fast-check";
import { parser } from "typescript-eslint";
import { afterAll, describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { existingPool } from "../../lib/gpu/pool";
import { settled } from "../../lib/internal/settled";

describe("defaults with options over them", () => {
  const dictionary = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.option(fc.integer(), { nil: undefined }));

  it("are never erased by an option that is undefined, and always give way to one that is not", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("a", "b", "c"), fc.integer()), dictionary, (defaults, options) => {
        const all: Readonly<Record<string, unknown>> = settled(defaults, options);
        for (const key of ["a", "b", "c", "d"]) {
          const has = Object.hasOwn(options, key) && options[key] !== undefined;
          const own = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
          expect(all[key]).toBe(has ? options[key] : own);
        }
      }),
    );
  });

  it("hold for the platform's own props", () => {
    expect(() => defaultPlatform(new App(), { kubernetes: undefined, profile: undefined })).not.toThrow();
    const pool = existingPool({ name: "l4", nodeSelector: {}, tolerations: undefined, resourceName: undefined });
    expect(pool).toEqual(existingPool({ name: "l4", nodeSelector: {} }));
  });
});

describe("lint", () => {
  const directory = mkdtempSync(join(tmpdir(), "lint-"));
  const file = join(directory, "code.ts");
  const rule = join(__dirname, "../../tools/lint/no-erasing-spread.mjs");

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  async function found(code: string): Promise<string[]> {
    writeFileSync(file, code);
    writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions: { strict: true, types: [] } }));
    const { noErasingSpread } = (await import(rule)) as { noErasingSpread: Rule.RuleModule };
    const eslint = new ESLint({
      cwd: directory,
      overrideConfigFile: true,
      overrideConfig: {
        files: ["*.ts"],
        languageOptions: { parser, parserOptions: { project: "tsconfig.json", tsconfigRootDir: directory } },
        plugins: { local: { rules: { "no-erasing-spread": noErasingSpread } } },
        rules: { "local/no-erasing-spread": "error" },
      },
    });
    const [result] = await eslint.lintFiles(file);
    return (result?.messages ?? []).map(({ message }) => message);
  }
  const options = "interface Options { readonly size?: number; readonly name?: string }\n";

  it("refuses a spread of options over defaults", { timeout: 60_000 }, async () => {
    expect(await found(`${options}export const all = (given: Options) => ({ size: 1, ...given });`)).toEqual([
      "`size` may be undefined here and would erase the value before it; write settled(defaults, options).",
    ]);
  });

  it("lets through what erases nothing", { timeout: 60_000 }, async () => {
    const code = `${options}export const all = (given: Options) => ({
      ...given, size: 1, color: 2, ...(given.name !== undefined && { name: given.name }),
    });`;
    expect(await found(code)).toEqual([]);
  });
});
