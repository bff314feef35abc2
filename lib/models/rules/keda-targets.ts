import type { Invalidity } from "../../internal/invalid";
import { amountOf } from "../../internal/quantity";
import type { MetricTarget, ScalingMetric } from "../auto-scaling";
import { scaledBy } from "../scaled-by";
import { type Rule, WEBHOOK } from "./rule";

/** What KServe's webhook wants of each sort of metric that KEDA follows. */
export const kedaTargets: Rule = {
  refuses: "a metric of KEDA without its query or its target, or with a target of another type",
  source: `${WEBHOOK} validateScalingKedaCompExtension, validateScaleTarget`,
  *check(model) {
    for (const { at, spec } of scaledBy(model, "keda")) {
      for (const [index, metric] of (spec.autoScaling?.metrics ?? []).entries()) {
        for (const [place, what] of mistakes(metric)) {
          yield { prop: `${at}autoScaling.metrics[${String(index)}].${place}`, ...what };
        }
      }
    }
  },
};

function* mistakes(metric: ScalingMetric): Generator<[string, Invalidity]> {
  if (metric.type === "Resource") {
    const { name, target } = metric.resource;
    const types = name === "cpu" ? ["Utilization"] : ["Utilization", "AverageValue"];
    if (!types.includes(target.type ?? "")) {
      const expected = `${types.map((type) => `"${type}"`).join(" or ")} for ${name}`;
      yield ["resource.target.type", { expected, got: target.type, fix: 'type: "Utilization"' }];
      return;
    }
    const bytes = amountOf(String(target.averageValue ?? ""));
    if (target.type === "AverageValue" && bytes !== undefined && bytes < 2 ** 20) {
      yield ["resource.target.averageValue", { expected: "at least 1Mi", got: target.averageValue, fix: '"4Gi"' }];
    }
    yield* targetOf("resource", target);
    return;
  }
  const place = metric.type === "External" ? "external" : "podmetric";
  const source = metric.type === "External" ? metric.external : metric.podmetric;
  if ((source.metric.query ?? "") === "") {
    yield [`${place}.metric.query`, { expected: "stated", got: source.metric.query, fix: 'query: "…"' }];
  }
  // Left out, KServe's mutating webhook writes it empty, which its own schema refuses (seen with KServe 0.20.0).
  if (source.target.type === undefined) {
    yield [`${place}.target.type`, { expected: "stated", got: undefined, fix: '{ type: "Value", value: "10" }' }];
  }
  if (source.target.value === undefined) {
    yield [
      `${place}.target.value`,
      { expected: "stated: KEDA's threshold", got: source.target, fix: '{ type: "Value", value: "10" }' },
    ];
  }
  yield* targetOf(place, source.target);
}

function* targetOf(place: string, target: MetricTarget): Generator<[string, Invalidity]> {
  const { averageUtilization } = target;
  if (target.type === "Utilization" && !(averageUtilization !== undefined && within(averageUtilization))) {
    yield [
      `${place}.target.averageUtilization`,
      { expected: 'from 1 to 100 with type "Utilization"', got: averageUtilization, fix: "averageUtilization: 80" },
    ];
  }
  if (target.type === "AverageValue" && target.averageValue === undefined) {
    yield [
      `${place}.target.averageValue`,
      { expected: 'stated with type "AverageValue"', got: undefined, fix: 'averageValue: "4Gi"' },
    ];
  }
}

function within(percent: number): boolean {
  return percent >= 1 && percent <= 100;
}
