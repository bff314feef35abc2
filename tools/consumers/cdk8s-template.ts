import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const FILES = ["package.json", "tsconfig.json", "jest.config.js", "cdk8s.yaml"];

/** Writes what `cdk8s init typescript-app` writes, from the cdk8s-cli that is installed, without installing anything. */
export function initTypescriptApp(directory: string, name: string): void {
  const manifest = require.resolve("cdk8s-cli/package.json");
  const cli = createRequire(manifest);
  const version = (of: string): string => (cli(`${of}/package.json`) as { version: string }).version;
  const values: Readonly<Record<string, string>> = {
    $base: name,
    cdk8s_core_version: version("cdk8s"),
    cdk8s_plus_version: version("cdk8s-plus-33"),
    constructs_version: version("constructs"),
    cdk8s_cli_spec: `^${version("cdk8s-cli")}`,
  };
  for (const file of FILES) {
    const text = readFileSync(join(dirname(manifest), "templates/typescript-app", file), "utf8");
    const filled = text.replace(/\{\{ (\S+) \}\}/g, (_, key: string) => {
      const value = values[key];
      if (value === undefined) throw new Error(`${file} of cdk8s-cli's template asks for ${key}`);
      return value;
    });
    writeFileSync(join(directory, file), filled);
  }
}
