import { KNATIVE, type Rule } from "./rule";

const PREFIX = "autoscaling.knative.dev/";
/** Bounds of the numbers in Knative's annotations. */
const NUMBERS: Readonly<Record<string, readonly [number, number]>> = {
  "panic-window-percentage": [1, 100],
  "panic-threshold-percentage": [110, 1000],
  target: [0.01, Infinity],
  "target-utilization-percentage": [1, 100],
  "min-scale": [0, Infinity],
  "max-scale": [0, Infinity],
  "activation-scale": [2, Infinity],
};
const CLASSES = ["kpa.autoscaling.knative.dev", "hpa.autoscaling.knative.dev"];

/** Knative judges its annotations on the revision that KServe makes; KServe drops an initial scale of 0 in silence. */
export const knativeAnnotations: Rule = {
  refuses:
    "annotations `autoscaling.knative.dev/…` that Knative refuses, and an initial scale of 0 where it is not allowed",
  source: `${KNATIVE}/autoscaling/annotation_validation.go; kserve v0.20.0 pkg/controller/v1beta1/inferenceservice/controller.go ValidateInitialScaleAnnotation`,
  *check({ mode, annotations, components, facts: { knative } }) {
    if (mode !== "Knative") return;
    const places = [
      ["", annotations] as const,
      ...components.map(({ at, spec }) => [at === "" ? "predictor." : at, spec.annotations ?? {}] as const),
    ];
    for (const [at, stated] of places) {
      for (const [name, value] of Object.entries(stated)) {
        if (!name.startsWith(PREFIX)) continue;
        const expected = expectation(name.slice(PREFIX.length), value, knative?.allowsZeroInitialScale);
        if (expected === undefined) continue;
        yield { prop: `${at}annotations["${name}"]`, expected, got: value, fix: "a value in range, or leave it out" };
      }
    }
  },
};

function expectation(key: string, value: string, allowsZero: boolean | undefined): string | undefined {
  const number = value.trim() === "" ? NaN : Number(value);
  const [min, max] = NUMBERS[key] ?? [];
  if (min !== undefined && max !== undefined) {
    if (number >= min && number <= max) return undefined;
    return max === Infinity ? `a number of at least ${String(min)}` : `a number from ${String(min)} to ${String(max)}`;
  }
  if (key === "class") {
    return value.endsWith(".autoscaling.knative.dev") && !CLASSES.includes(value)
      ? `one of ${CLASSES.join(", ")}`
      : undefined;
  }
  if (key === "target-burst-capacity")
    return number >= 0 || number === -1 ? undefined : "-1, or a number of at least 0";
  if (key !== "initial-scale") return undefined;
  if (!Number.isInteger(number) || number < 0) return "a whole number of at least 0";
  return number === 0 && allowsZero === false
    ? "at least 1 where Knative's allow-zero-initial-scale is off"
    : undefined;
}
