import { flaggedFields } from "../knative-flags";
import { KNATIVE, type Rule } from "./rule";

/** Flags that Knative itself has on. */
const ON = ["multi-container", "kubernetes.podspec-volumes-emptydir"];

/** Knative refuses these fields of a pod unless its flag lets them through; a platform turns the flags of its own Knative on. */
export const knativeFeatures: Rule = {
  refuses:
    "a field of a pod whose flag in Knative's `config-features` is off; a platform turns those of its own Knative on",
  source: `${KNATIVE}/serving/fieldmask.go, serving/k8s_validation.go, config/features.go`,
  *check({ mode, components, facts: { knative } }) {
    if (mode !== "Knative" || !knative) return;
    const { features, turnOn } = knative;
    // Of a Knative that is there and of which nothing is stated, nothing is known.
    if (!features) return;
    for (const component of components) {
      for (const { prop, flag, got, needsEnabled } of flaggedFields(component)) {
        const unstated = turnOn || ON.includes(flag) ? "enabled" : "disabled";
        const state = features[flag] ?? unstated;
        if (state === "enabled" || (state === "allowed" && !needsEnabled)) continue;
        yield {
          prop,
          expected: `left out where Knative's ${flag} is ${state}, since Knative then refuses it`,
          got,
          fix: `knativeServing: { config: { features: { "${flag}": "enabled" } } } on the platform`,
        };
      }
    }
  },
};
