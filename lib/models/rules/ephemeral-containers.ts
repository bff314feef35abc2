import { type Rule } from "./rule";

/** Only a running pod is given one. */
export const ephemeralContainers: Rule = {
  refuses: "`ephemeralContainers` in a canary or a `workerSpec`",
  source: "Kubernetes: pkg/apis/core/validation/validation.go ValidatePodTemplateSpec",
  *check({ components, spec }) {
    const places = [
      ["workerSpec", spec.predictor.workerSpec] as const,
      ...components.flatMap(({ at, kind, spec }) => (kind === "canary" ? [[at.slice(0, -1), spec] as const] : [])),
    ];
    for (const [at, pod] of places) {
      const stated = (pod as { readonly ephemeralContainers?: readonly object[] } | undefined)?.ephemeralContainers;
      if (stated === undefined || stated.length === 0) continue;
      yield { prop: `${at}.ephemeralContainers`, expected: "left out", got: stated.length, fix: "kubectl debug" };
    }
  },
};
