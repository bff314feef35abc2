import { serversOf } from "../frameworks";
import type { JudgedComponent } from "../judged-model";
import { COMPONENT, type Rule } from "./rule";

/** A component is one server; containers beside a model run beside its server. */
export const oneImplementation: Rule = {
  refuses: "a component with no server, or with more than one",
  source: `${COMPONENT} validateExactlyOneImplementation; predictor.go GetImplementations`,
  *check({ components }) {
    for (const component of components) {
      const found = serversIn(component);
      if (found.length === 1) continue;
      yield {
        prop: component.at === "" ? "predictor" : component.at.slice(0, -1),
        expected: choices(component.kind),
        got: found.length === 0 ? "neither" : found.length === 2 ? "both" : found.join(", "),
        fix: found.length === 0 ? "state one" : "leave one of them",
      };
    }
  },
};

function serversIn({ kind, spec, predictor, explainer }: JudgedComponent): string[] {
  const containers = spec.containers ?? [];
  if (kind === "transformer") return containers.length > 0 ? ["containers"] : [];
  if (kind === "explainer")
    return [...(explainer?.art ? ["art"] : []), ...(containers.length > 0 ? ["containers"] : [])];
  const servers = serversOf(predictor ?? {}).map(([field]) => field);
  const own = containers.filter(({ name }) => name === "kserve-container").map(() => "containers");
  // KServe takes the first container for the server where nothing else is one.
  return servers.length === 0 && own.length === 0 && containers.length > 0 ? ["containers"] : [...servers, ...own];
}

function choices(kind: JudgedComponent["kind"]): string {
  switch (kind) {
    case "transformer":
      return "containers, of which the first is the server";
    case "explainer":
      return "exactly one of art and containers";
    default:
      return "exactly one of model and containers";
  }
}
