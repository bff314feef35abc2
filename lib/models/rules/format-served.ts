import { nearest } from "../../internal/nearest";
import type { RuntimeFacts } from "../../internal/platform-facts";
import { modelOf } from "../frameworks";
import { type Rule } from "./rule";

/** A model without a named runtime waits for ever where none may be chosen for it. */
export const formatServed: Rule = {
  refuses: "a format, version, protocol or number of nodes that no installed runtime is chosen for by itself",
  source: "kserve v0.20.0 pkg/apis/serving/v1beta1/predictor_model.go GetSupportingRuntimes",
  looksAtProgram: true,
  *check({ components, facts }) {
    // KServe never chooses a server of several models by itself.
    const runtimes = facts.runtimes.filter(({ multiModel }) => multiModel !== true);
    for (const { at, predictor } of components) {
      const found = predictor && modelOf(predictor);
      // A named runtime may be one of the cluster's own, which the program cannot know.
      if (!found || found.model.runtime !== undefined) continue;
      const { name, version } = found.model.modelFormat;
      const prop = at + (found.at === "model" ? "model.modelFormat" : found.at);
      const chosen = runtimes.filter(({ formats }) =>
        formats.some((format) => format.autoSelect === true && format.name === name),
      );
      if (chosen.length === 0) {
        const names = [...new Set(runtimes.flatMap(autoSelected))].sort();
        const near = nearest(name, names);
        yield {
          prop,
          expected: `one that an installed runtime serves by itself (${names.join(", ")})`,
          got: name,
          fix: near === undefined ? "name a runtime that serves it: model.runtime" : `did you mean ${near}?`,
        };
        continue;
      }
      const versions = [...new Set(chosen.flatMap((runtime) => versionsOf(runtime, name)))];
      if (version !== undefined && !versions.includes(version)) {
        yield {
          prop: `${prop}.version`,
          expected: `one of ${versions.join(", ")} for ${name}`,
          got: version,
          fix: "leave the version out, or name a runtime: model.runtime",
        };
        continue;
      }
      const ofVersion = chosen.filter(
        (runtime) => version === undefined || versionsOf(runtime, name).includes(version),
      );
      const isMultiNode = predictor.workerSpec !== undefined;
      const ofNodes = ofVersion.filter(({ multiNode }) => (multiNode ?? false) === isMultiNode);
      if (ofNodes.length === 0) {
        yield {
          prop: at + (isMultiNode ? "workerSpec" : prop),
          expected: isMultiNode
            ? `left out: no runtime of format ${name} has workers`
            : "one of a runtime without workers",
          got: isMultiNode ? predictor.workerSpec : name,
          fix: "name a runtime: model.runtime",
        };
        continue;
      }
      const protocol = found.model.protocolVersion ?? "v1";
      if (ofNodes.some(({ protocolVersions }) => protocolVersions?.includes(protocol) ?? true)) continue;
      const spoken = [...new Set(ofNodes.flatMap(({ protocolVersions = [] }) => protocolVersions))];
      yield {
        prop: at + (found.at === "model" ? "model.protocolVersion" : `${found.at}.protocolVersion`),
        expected: `one of ${spoken.map((known) => `"${known}"`).join(", ")}, which runtimes of ${name} speak`,
        got: found.model.protocolVersion,
        fix: `protocolVersion: "${spoken[0] ?? "v2"}"; KServe takes "v1" where it is left out`,
      };
    }
  },
};

function autoSelected({ formats }: RuntimeFacts): string[] {
  return formats.filter(({ autoSelect }) => autoSelect).map(({ name }) => name);
}

function versionsOf({ formats }: RuntimeFacts, name: string): string[] {
  return formats
    .filter((format) => format.autoSelect === true && format.name === name)
    .flatMap(({ version }) => version ?? []);
}
