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
  /** Place within the layer. @default 0 */
  readonly step?: number;
}

/** The layer of any chart. */
export function layerOf(chart: Chart): Layer {
  return "layer" in chart && typeof chart.layer === "string" && chart.layer in LAYERS
    ? (chart.layer as Layer)
    : "models";
}

/** The lowest number that the file of a chart may have; what it waits for can only raise it. */
export function orderOf(chart: Chart): number {
  const step = "step" in chart && typeof chart.step === "number" ? chart.step : 0;
  return LAYERS[layerOf(chart)] + step;
}
