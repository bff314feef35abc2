import type { Chart } from "cdk8s";

/**
 * The layers of a platform, lowest first. The number starts the file names, so lexical order is apply order; a chart
 * that waits for another of its own layer gets a number above it, which the gaps leave room for.
 */
export const LAYERS = {
  namespaces: 0,
  crds: 10,
  foundation: 20,
  serving: 30,
  kserve: 40,
  runtimes: 50,
  models: 90,
} as const;

/** One level of the graph, for people and for file names. */
export type Layer = keyof typeof LAYERS;

/** A chart that knows its layer; any other chart belongs to the models. */
export interface Layered {
  readonly layer: Layer;
}

/** The layer of any chart. */
export function layerOf(chart: Chart): Layer {
  return "layer" in chart && typeof chart.layer === "string" && chart.layer in LAYERS
    ? (chart.layer as Layer)
    : "models";
}
