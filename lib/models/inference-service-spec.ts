import type { PlatformFacts } from "../internal/platform-facts";
import type { Canary } from "./canary";
import { componentSpec, type Writing } from "./component-spec";
import { containerSpec } from "./container-spec";
import { ownServerDefaults } from "./default-resources";
import type { Explainer } from "./explainer";
import { fittedContainer } from "./fit-resources";
import type { Predictor } from "./predictor";
import { predictorSpec, serverIndex } from "./predictor-spec";
import type { ComponentSpec, ExplainerSpec, InferenceServiceSpec } from "./spec";
import type { Transformer } from "./transformer";

/** The components of a model. */
export interface Components {
  readonly predictor: Predictor;
  readonly transformer?: Transformer;
  readonly explainer?: Explainer;
  readonly canary?: readonly Canary[];
}

/** `spec` as KServe reads it; `exact` where nothing is added to what is stated. */
export function inferenceServiceSpec(
  { predictor, transformer, explainer, canary }: Components,
  facts: PlatformFacts,
  exact: boolean,
): InferenceServiceSpec {
  const writing: Writing = exact
    ? { mirrored: (image) => image }
    : { mirrored: facts.mirrored, pullSecret: facts.pullSecret };
  const fits = exact ? undefined : facts;
  return {
    predictor: predictorSpec(predictor, writing, fits),
    ...(transformer && { transformer: fitted(componentSpec(transformer, writing, true), fits) }),
    ...(explainer && { explainer: fitted(explainerSpec(explainer, writing), fits) }),
    // A canary's amounts go over the stable predictor's, so that defaults are no matter of its own.
    ...(canary && {
      canary: canary.map(({ trafficPercent, predictor: second }) => ({
        predictor: predictorSpec(second, writing, undefined, true),
        trafficPercent,
      })),
    }),
  };
}

function explainerSpec({ art, ...component }: Explainer, writing: Writing): ExplainerSpec {
  return {
    ...componentSpec(component, writing, true),
    ...(art && { art: containerSpec(art, writing.mirrored) }),
  };
}

/** Requests and limits of the server that follow each other past the defaults of KServe's configuration. */
function fitted<T extends ComponentSpec>(spec: T, facts: PlatformFacts | undefined): T {
  const { containers } = spec;
  if (!facts || !containers) return spec;
  const index = serverIndex(containers);
  const defaults = ownServerDefaults(facts);
  return {
    ...spec,
    containers: containers.map((container, at) => (at === index ? fittedContainer(container, defaults) : container)),
  };
}
