import { plainAmounts, SMALL, type ContainerAmounts } from "./container-amounts";
import type { Section } from "./section";

/** Section `agent`: the sidecar that pulls the models of a multi-model server. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config
export function agent({ scope, context }: Section, options?: ContainerAmounts): object {
  return { image: context.images.ref("kserve-agent"), ...plainAmounts(scope, "agent", SMALL, options) };
}
