import type { ServingApp } from "../../../lib/output/serving-app";
import type { StackImages } from "../images/stack-images";
import type { Suite } from "../suite";
import { canaryChecks } from "./canary-checks";
import { changeChecks } from "./change-checks";
import { corpusChecks } from "./corpus-checks";
import { deniedCheck } from "./denied-checks";
import { denied } from "./denied";
import { footprintCheck } from "./footprint-checks";
import { gpuChecks } from "./gpu-checks";
import { heldBackChecks } from "./held-back-checks";
import { installChecks } from "./install-checks";
import { predictionChecks } from "./prediction-checks";
import { customModel, gpuModel, MODELS, mlserverModel, modelStore, stackPlatform, type StackProps } from "./programs";
import { pulumiSuite } from "./pulumi-suite";
import { removalChecks } from "./removal-checks";
import { ruleCheck } from "./rule-checks";
import { scalingChecks } from "./scaling-checks";
import { Stage } from "./stage";
import { stackCluster } from "./stack";

/** Further control planes on which the first apply and the removal are repeated, beside those of the other suites. */
const ROUNDS = 3;

type Write = (app: ServingApp, images: StackImages) => void;

/** The platform with a model of each protocol, and whatever a test adds. */
function program(props: Omit<StackProps, "images"> = {}, more: (add: Added) => void = () => undefined): Write {
  return (app, images) => {
    const platform = stackPlatform(app, { images, ...props });
    const namespace = platform.namespace(MODELS);
    const storageUri = modelStore(namespace, images);
    const minReplicas = platform.mode === "Knative" ? 0 : 1;
    mlserverModel(namespace, storageUri, minReplicas);
    customModel(namespace, images, storageUri, { minReplicas });
    more({ namespace, images, storageUri });
  };
}

interface Added {
  readonly namespace: ReturnType<ReturnType<typeof stackPlatform>["namespace"]>;
  readonly images: StackImages;
  readonly storageUri: string;
}

/** apply.sh prunes nothing: what was applied once stays in the program. */
function withGpu({ namespace, images, storageUri }: Added): void {
  gpuModel(namespace, images, storageUri);
}

/** What level `stack` checks beside level `cluster`: the platform under its own controllers, until a model answers. */
export function suites(): Suite[] {
  const rounds = (suite: (round: number) => Suite): Suite[] =>
    Array.from({ length: ROUNDS }, (_, round) => suite(round + 1));
  return [knative(), standard(), ...rounds(again), ...rounds((round) => pulumiSuite(round, ROUNDS))];
}

function knative(): Suite {
  const stage = new Stage();
  const write = program();
  return {
    title: "Knative mode, on real pods",
    start: stackCluster,
    needsOwnCluster: true,
    checks: [
      ...installChecks(stage, write),
      ...predictionChecks(stage),
      footprintCheck,
      ...scalingChecks(stage),
      ...canaryChecks(stage),
      deniedCheck(denied()),
      ruleCheck(),
      ...corpusChecks(),
      ...gpuChecks(stage, program({}, withGpu)),
      ...changeChecks(stage, program({ kserve: { autoscaler: { scaleUpStabilizationWindowSeconds: 1 } } }, withGpu)),
      ...heldBackChecks(stage),
      ...removalChecks(stage),
    ],
  };
}

function standard(): Suite {
  const stage = new Stage();
  return {
    title: "Standard mode behind the Gateway API, on real pods",
    start: stackCluster,
    needsOwnCluster: true,
    checks: [
      ...installChecks(stage, program({ mode: "Standard" })),
      ...predictionChecks(stage),
      ...removalChecks(stage, { withForeign: false, again: false }),
    ],
  };
}

function again(round: number): Suite {
  const stage = new Stage();
  return {
    title: `a fresh control plane, once more (${round} of ${ROUNDS})`,
    start: stackCluster,
    needsOwnCluster: true,
    checks: [
      ...installChecks(stage, program()).slice(0, 2),
      ...removalChecks(stage, { withForeign: false, again: false }),
    ],
  };
}
