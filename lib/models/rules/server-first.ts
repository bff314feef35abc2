import { serversOf } from "../frameworks";
import { CONTROLLER, type Rule } from "./rule";

const NAME = "kserve-container";

/** KServe looks for the server by its name, and puts it in the place of the first container. */
export const serverFirst: Rule = {
  refuses: "several containers of one's own of which the first is not `kserve-container`, or a later one is",
  source: `${CONTROLLER}/components/predictor.go buildPredictorResources; kserve v0.20.0 pkg/apis/serving/v1beta1/{predictor,transformer}_custom.go`,
  *check({ components }) {
    for (const { at, kind, spec, predictor } of components) {
      const names = (spec.containers ?? []).map(({ name }) => name);
      if (names.length < 2 || serversOf(predictor ?? {}).length > 0) continue;
      const later = names.lastIndexOf(NAME);
      // KServe renames the first container of a transformer and of an explainer.
      const isRenamed = kind === "transformer" || kind === "explainer";
      if (later <= 0 && (isRenamed || later === 0)) continue;
      yield {
        prop: `${at}containers`,
        expected: `with ${NAME} as the first, and as no other`,
        got: names,
        fix: `name: "${NAME}" of the one that serves, in the first place`,
      };
    }
  },
};
