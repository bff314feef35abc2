export { LAYERS, type Layer } from "./layer";
export { plan } from "./plan";
export type { Judge, Refusal } from "./refusal";
export type { Condition, Gate, Plan, PlannedChart, PlannedObject } from "./types";
