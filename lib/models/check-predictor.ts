import type { IConstruct } from "constructs";
import { invalid } from "../internal/invalid";
import type { PlatformFacts } from "../internal/platform-facts";
import { checkKnative } from "./check-knative";
import { checkModel } from "./check-model";
import { checkReplicas } from "./check-replicas";
import { checkStandard } from "./check-standard";
import type { Deployed } from "./deployed-as";
import type { Predictor } from "./predictor";

/** Throws what is certain to go wrong with a predictor on this platform. */
export function checkPredictor(
  scope: IConstruct,
  predictor: Predictor,
  facts: PlatformFacts,
  deployed: Deployed,
): void {
  const { model, containers, gpus, pool } = predictor;
  if ((model === undefined) === (containers === undefined)) {
    throw invalid(scope, "predictor", {
      expected: "exactly one of model and containers",
      got: model === undefined ? "neither" : "both",
      fix: "leave one of them",
    });
  }
  checkReplicas(scope, predictor);
  if (deployed.mode === "Standard") checkStandard(scope, predictor, facts, deployed);
  else checkKnative(scope, predictor, facts.knative ?? {}, deployed);
  if (pool && (gpus ?? 0) === 0) {
    throw invalid(scope, "gpus", {
      expected: `at least 1 on GPU pool ${pool.name}`,
      got: gpus,
      fix: "gpus: 1, or no pool",
    });
  }
  if (model) checkModel(scope, model, facts);
}
