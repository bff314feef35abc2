import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { goldens } from "./goldens";

const folder = join(__dirname, "golden");
const expected = goldens();

// A difference that is wanted: npm run golden, and read the diff.
describe("a golden file", () => {
  it.each([...expected])("says what its chart brings: %s", async (path, text) => {
    await expect(text).toMatchFileSnapshot(join(folder, path));
  });

  it("belongs to a chart that still has one", () => {
    const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
    expect(files.filter((path) => path.endsWith(".yaml") && !expected.has(path))).toEqual([]);
  });
});
