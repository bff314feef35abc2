import type { InferenceGraphNode } from "./inference-graph-node";

/** Nodes as KServe reads them: models by name. */
export function plainNodes(nodes: Readonly<Record<string, InferenceGraphNode>>): object {
  return Object.fromEntries(
    Object.entries(nodes).map(([name, { routerType, steps }]) => [
      name,
      {
        routerType,
        steps: steps.map((step) => {
          const { serviceName } = step;
          return serviceName === undefined || typeof serviceName === "string"
            ? step
            : { ...step, serviceName: serviceName.name };
        }),
      },
    ]),
  );
}
