import { invalidity } from "../../internal/invalid";
import { objectsOf, specOf } from "../../internal/program-objects";
import { runtimesFor, type ProgramRuntime } from "../../internal/program-runtimes";

interface Predictor {
  readonly model?: { readonly runtime?: string };
}

/** What is wrong with the models of the program that name a disabled runtime: KServe would make no pod for them. */
// source: kserve v0.20.0 pkg/controller/v1beta1/inferenceservice/components/predictor.go reconcileModel
export function disabledMistakes({ construct, name, namespace }: ProgramRuntime): string[] {
  return objectsOf(construct, "InferenceService").flatMap((model) => {
    const place = model.metadata.namespace ?? "";
    if (namespace !== undefined && place !== namespace) return [];
    if (specOf<{ predictor: Predictor }>(model).predictor?.model?.runtime !== name) return [];
    // KServe looks in the model's namespace first.
    if (runtimesFor(model, place).some((other) => other.name === name)) return [];
    return [
      invalidity(model.node.scope ?? model, "model.runtime", {
        expected: "a runtime that is not disabled",
        got: name,
        fix: `disabled: false on ${construct.node.path}, or another runtime`,
      }),
    ];
  });
}
