import { join } from "node:path";
import { App } from "cdk8s";
import { ESLint } from "eslint";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
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
  const root = join(__dirname, "../..");
  const found = async (code: string): Promise<string[]> => {
    const eslint = new ESLint({ cwd: root });
    const [result] = await eslint.lintText(code, { filePath: join(root, "lib/gpu/pool.ts") });
    return (result?.messages ?? []).flatMap(({ ruleId, message }) =>
      ruleId === "local/no-erasing-spread" ? [message] : [],
    );
  };
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
