import { createHash } from "node:crypto";
import { defaultPlatform } from "../../charts/default-platform";
import type { ServingPlatformProps } from "../../charts/serving-platform";
import { synthesize } from "../../charts/testing";
import type { Definition } from "../../lib/definitions/schema";
import type { Manifest } from "../../lib/internal/emit";
import { YamlWriter } from "../../lib/output/yaml";

/** The platforms that have golden files, by their folder; the first is whole, of the others only the charts that differ. */
const PLATFORMS: Readonly<Record<string, Partial<ServingPlatformProps>>> = {
  dev: { profile: "dev" },
  production: { profile: "production", domain: "models.acme.dev" },
  standard: { profile: "dev", mode: "Standard" },
};

/** What each golden file should say, by its path below `golden/`. */
export function goldens(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const [first = ""] = Object.keys(PLATFORMS);
  for (const [folder, props] of Object.entries(PLATFORMS)) {
    for (const { name, objects } of synthesize((app) => defaultPlatform(app, props)).plan.charts) {
      const text = golden(objects.map(({ manifest }) => manifest));
      if (folder === first || text !== texts.get(`${first}/${name}.yaml`)) texts.set(`${folder}/${name}.yaml`, text);
    }
  }
  return texts;
}

/** Objects as YAML in apply order; definitions, which are long and generated, as a line each. */
function golden(manifests: readonly Manifest[]): string {
  const isDefinition = ({ kind }: Manifest): boolean => kind === "CustomResourceDefinition";
  const lines = manifests.filter(isDefinition).map((manifest) => `# ${listing(manifest)}\n`);
  return lines.join("") + new YamlWriter().write(manifests.filter((manifest) => !isDefinition(manifest)));
}

function listing(manifest: Manifest): string {
  const { metadata, spec } = manifest as Manifest & Definition;
  const versions = spec.versions.map(({ name, served, storage }) =>
    [name, ...(storage ? ["stored"] : []), ...(served ? [] : ["not served"])].join(" "),
  );
  const json = JSON.stringify(manifest);
  const hash = createHash("sha256").update(json).digest("hex");
  return `${metadata.name}: ${versions.join(", ")}; ${Buffer.byteLength(json)} bytes, sha256 ${hash}`;
}
