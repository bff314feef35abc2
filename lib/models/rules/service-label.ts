import { type Rule } from "./rule";

/** Each component has a Service of its own, whose name is a DNS label. */
export const serviceLabel: Rule = {
  refuses: "a name that makes the name of a component's Service longer than 63 characters",
  source:
    "kserve v0.20.0 pkg/constants/constants.go PredictorServiceName; Kubernetes: names of Services are RFC 1035 labels",
  *check({ name, components }) {
    for (const { kind, predictor } of components) {
      const part = predictor?.name === undefined ? "" : `${predictor.name}-`;
      const service = `${name}-${part}${predictor ? "predictor" : kind}`;
      if (service.length <= 63) continue;
      yield {
        prop: "name",
        expected: `at most ${String(63 - (service.length - name.length))} characters, so that the Service ${service} has a DNS label for a name`,
        got: name,
        fix: "a shorter name",
      };
    }
  },
};
