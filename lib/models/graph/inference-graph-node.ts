import type { InferenceService } from "../inference-service";

/** Where a step of a graph goes: exactly one of the three. */
export type InferenceGraphTarget =
  | {
      /** Another node of this graph. */
      readonly nodeName: string;
      readonly serviceName?: undefined;
      readonly serviceUrl?: undefined;
    }
  | {
      /** A model of the same namespace: the object, or its name where others emit it. */
      readonly serviceName: InferenceService | string;
      readonly nodeName?: undefined;
      readonly serviceUrl?: undefined;
    }
  | {
      /** Any service by its `http://` or `https://` URL. */
      readonly serviceUrl: string;
      readonly nodeName?: undefined;
      readonly serviceName?: undefined;
    };

/** What steps of every node may say. */
export interface InferenceGraphStepOptions {
  /** Unique in its node; the key of its answer in an Ensemble. @default - the place in the list */
  readonly name?: string;
  /** Whether the node fails with the step ("Hard"). @default "Soft" */
  readonly dependency?: "Soft" | "Hard";
}

/** A step of a Sequence: each after the one before it. */
export type SequenceStep = InferenceGraphTarget &
  InferenceGraphStepOptions & {
    /** What it is sent: the node's request, or the answer of the step before. @default "$request" */
    readonly data?: "$request" | "$response";
    /**
     * A path of GJSON that the answer of the step before must have; otherwise that answer is the node's. Not of the first
     * step, which has no answer before it.
     *
     * @see https://github.com/tidwall/gjson/blob/master/SYNTAX.md
     */
    readonly condition?: string;
    /** Renames `predictions` of what it is sent to `instances`. @default false */
    readonly mapPredictionsToInstances?: boolean;
  };

/** A step of a Splitter, which takes one of its steps by chance. */
export type SplitterStep = InferenceGraphTarget &
  InferenceGraphStepOptions & {
    /** Share of the requests, in percent; those of a node come to 100. */
    readonly weight: number;
  };

/** A step of a Switch, which takes the first one whose condition holds. */
export type SwitchStep = InferenceGraphTarget &
  InferenceGraphStepOptions & {
    /**
     * A path of GJSON that the request must have.
     *
     * @see https://github.com/tidwall/gjson/blob/master/SYNTAX.md
     */
    readonly condition: string;
  };

/** A step of an Ensemble, which asks all of its steps and joins their answers. */
export type EnsembleStep = InferenceGraphTarget & InferenceGraphStepOptions;

/** How a node of a graph routes a request. */
export type InferenceGraphNode =
  | { readonly routerType: "Sequence"; readonly steps: readonly SequenceStep[] }
  | { readonly routerType: "Splitter"; readonly steps: readonly SplitterStep[] }
  | { readonly routerType: "Switch"; readonly steps: readonly SwitchStep[] }
  | { readonly routerType: "Ensemble"; readonly steps: readonly EnsembleStep[] };
