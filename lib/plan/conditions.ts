import type { Chart } from "cdk8s";
import type { Manifest } from "../internal/emit";
import { isJudge } from "./refusal";
import type { Condition } from "./types";

/** What has to be true of a chart's objects before others may rely on them. */
export function conditionsOf(chart: Chart, manifests: readonly Manifest[]): Condition[] {
  const refusals = chart.node.findAll().flatMap((construct) => (isJudge(construct) ? construct.refusals : []));
  return [
    ...manifests.flatMap(conditionOf),
    ...refusals.map((refusal): Condition => ({ type: "Refuses", ...refusal })),
  ];
}

function conditionOf({ kind, metadata: { name, namespace } }: Manifest): Condition[] {
  switch (kind) {
    case "CustomResourceDefinition":
      return [{ type: "Established", crd: name }];
    case "Deployment":
      return [{ type: "Available", namespace: namespace ?? "default", deployment: name }];
    case "MutatingWebhookConfiguration":
    case "ValidatingWebhookConfiguration":
      return [{ type: "Armed", kind, name }];
    default:
      return [];
  }
}
