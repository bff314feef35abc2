import type { ApiObject, Chart } from "cdk8s";
import type { Manifest } from "../internal/emit";
import type { Layer } from "./layer";
import type { Refusal } from "./refusal";

/** One thing that must be true before the next may start. */
export type Condition =
  /** A CustomResourceDefinition is served. */
  | { readonly type: "Established"; readonly crd: string }
  /** A Deployment has rolled out. */
  | { readonly type: "Available"; readonly namespace: string; readonly deployment: string }
  /** Every entry of a webhook configuration has its CA, rules, `failurePolicy: Fail` and ready endpoints. */
  | {
      readonly type: "Armed";
      readonly kind: "MutatingWebhookConfiguration" | "ValidatingWebhookConfiguration";
      readonly name: string;
    }
  /** A webhook refuses a known-bad object in its own words. */
  | ({ readonly type: "Refuses" } & Refusal);

/** What must be true of one chart before anything that needs it may start. */
export interface Gate {
  /** `gate:<chart name>` */
  readonly id: string;
  readonly chart: string;
  readonly conditions: readonly Condition[];
}

/** One object of the plan. */
export interface PlannedObject {
  /** Identity: `group/Kind namespace/name`, without version and without place in the construct tree. */
  readonly id: string;
  readonly manifest: Manifest;
  /** Ids of the objects and gates that come first. */
  readonly after: readonly string[];
  /** The construct it came from. */
  readonly source: ApiObject;
}

/** One chart of the plan: one file, one Pulumi component. */
export interface PlannedChart {
  readonly name: string;
  readonly layer: Layer;
  /** Position in the order of files; charts with the same number do not wait for each other. */
  readonly order: number;
  /** `20-cert-manager.yaml` */
  readonly file: string;
  /** Names of the charts that it was told to wait for, with or without a gate. */
  readonly after: readonly string[];
  /** In apply order. */
  readonly objects: readonly PlannedObject[];
  /** Absent where nothing of the chart has to become ready. */
  readonly gate?: Gate;
  readonly source: Chart;
}

/** The graph of an app as data. */
export interface Plan {
  /** In apply order. */
  readonly charts: readonly PlannedChart[];
}
