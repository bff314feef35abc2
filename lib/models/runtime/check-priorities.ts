import type { IConstruct } from "constructs";
import { invalidity } from "../../internal/invalid";
import { platformFacts, type RuntimeFacts } from "../../internal/platform-facts";
import { programRuntimes, type ProgramRuntime } from "../../internal/program-runtimes";

/**
 * What is wrong between a runtime and the others of its scope: of two that KServe may choose for the same model, one has
 * to win.
 */
// source: kserve v0.20.0 pkg/webhook/admission/servingruntime/servingruntime_webhook.go validateServingRuntimePriority
export function priorityConflicts(scope: IConstruct, runtime: ProgramRuntime): string[] {
  const program = programRuntimes(scope);
  // Each pair is told once, at the one that came later.
  const before = program
    .slice(0, program.indexOf(runtime))
    .filter((other) => other.namespace === runtime.namespace && !other.disabled);
  const others: readonly RuntimeFacts[] =
    runtime.namespace === undefined ? [...(platformFacts(scope)?.runtimes ?? []), ...before] : before;
  for (const other of others) {
    if (other.name === runtime.name || (other.multiModel ?? false) !== (runtime.multiModel ?? false)) continue;
    if (!runtime.protocolVersions?.some((protocol) => other.protocolVersions?.includes(protocol))) continue;
    for (const [index, format] of runtime.formats.entries()) {
      if (format.autoSelect !== true || format.priority === undefined) continue;
      const same = other.formats.some(
        ({ name, version, autoSelect, priority }) =>
          autoSelect === true &&
          priority === format.priority &&
          version === format.version &&
          name.toLowerCase() === format.name.toLowerCase(),
      );
      if (!same) continue;
      const what = format.version === undefined ? format.name : `${format.name} ${format.version}`;
      return [
        invalidity(scope, `supportedModelFormats[${index}].priority`, {
          expected: `another than that of runtime ${other.name}, which KServe may choose for ${what} too`,
          got: format.priority,
          fix: `priority: ${format.priority + 1}, or autoSelect: false`,
        }),
      ];
    }
  }
  return [];
}
