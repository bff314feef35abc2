import { modelOf } from "../frameworks";
import { CONTROLLER, type Rule } from "./rule";

/** KServe holds a model against the runtime that it names before it makes any pod. */
export const namedRuntime: Rule = {
  refuses:
    "a named runtime of the platform that does not serve the model's format, version or protocol, or has no workers",
  source: `${CONTROLLER}/components/predictor.go reconcileModel, multiNodeProcess`,
  looksAtProgram: true,
  *check({ components, facts }) {
    for (const { at, predictor } of components) {
      const found = predictor && modelOf(predictor);
      const runtime = found && facts.runtimes.find(({ name }) => name === found.model.runtime);
      // One that the platform does not bring may be the cluster's own.
      if (!found || !runtime) continue;
      const { modelFormat, protocolVersion } = found.model;
      const versions = runtime.formats.filter(({ name }) => name === modelFormat.name).map(({ version }) => version);
      const served = [...new Set(runtime.formats.map(({ name }) => name))];
      if (versions.length === 0) {
        yield {
          prop: `${at}model.modelFormat`,
          expected: `one that runtime ${runtime.name} serves (${served.join(", ")})`,
          got: modelFormat.name,
          fix: "another runtime, or leave model.runtime out",
        };
      } else if (modelFormat.version !== undefined && !versions.includes(modelFormat.version)) {
        yield {
          prop: `${at}model.modelFormat.version`,
          expected: `one of ${versions.join(", ")}, which runtime ${runtime.name} serves`,
          got: modelFormat.version,
          fix: "leave the version out",
        };
      }
      const spoken = runtime.protocolVersions;
      if (protocolVersion !== undefined && spoken && !spoken.includes(protocolVersion)) {
        yield {
          prop: `${at}model.protocolVersion`,
          expected: `one of ${spoken.map((known) => `"${known}"`).join(", ")}, which runtime ${runtime.name} speaks`,
          got: protocolVersion,
          fix: "leave it out",
        };
      }
      if (predictor.workerSpec && runtime.multiNode !== true) {
        yield {
          prop: `${at}workerSpec`,
          expected: `left out: runtime ${runtime.name} has no workers`,
          got: predictor.workerSpec,
          fix: 'runtime: "kserve-huggingfaceserver-multinode"',
        };
      }
    }
  },
};
