import type { Chart } from "cdk8s";
import { Dependable, type Construct } from "constructs";
import { crds } from "../lib/definitions/definitions";
import { emit } from "../lib/internal/emit";
import { checkExisting } from "../lib/releases/compatibility";
import { isExisting, type Existing } from "../lib/releases/existing";
import type { ComponentName } from "../lib/releases/release";
import { LayerChart } from "./layer-chart";
import { PLATFORM_CHARTS, present, type PlatformChart } from "./platform-charts";
import type { PlatformSettings } from "./platform-settings";

/** Brings one add-on of a platform: its definitions, its namespace, its charts. */
export type Installation<Options> = (site: Site, options: Options) => void;

/** Where the add-ons of a platform are put together: what an installation may use, and what came of all. */
export class Site {
  public readonly settings: PlatformSettings;
  /** Parts that the platform installs. */
  public readonly installed: ComponentName[] = [];
  /** Parts that the platform finds in the cluster. */
  public readonly found: ComponentName[] = [];
  /** What a reader should know of the parts that are there. */
  public readonly notes: string[] = [];
  readonly #scope: Construct;
  readonly #charts = new Map<PlatformChart, LayerChart>();

  constructor(scope: Construct, settings: PlatformSettings) {
    this.#scope = scope;
    this.settings = settings;
  }

  /** Installs an add-on with its options, or checks the one that is there. */
  public addon<Options extends object>(
    name: ComponentName,
    option: NoInfer<Options> | Existing | undefined,
    install: Installation<Options>,
  ): void {
    if (isThere(option)) {
      this.check(name, option);
      return;
    }
    this.installed.push(name);
    // First of all in a stock App too, which writes charts in the order in which they were made.
    this.chart("namespaces");
    install(this, (option ?? {}) as Options);
  }

  /** Holds a part that is there against the release. */
  public check(name: ComponentName, there: Existing): void {
    this.found.push(name);
    const note = checkExisting(this.#scope, this.settings.release, name, there);
    if (note !== undefined) this.notes.push(note);
  }

  /** A chart at its place in the order of the platform. */
  public chart(name: PlatformChart): LayerChart {
    let chart = this.#charts.get(name);
    if (!chart) {
      const { layer, step } = PLATFORM_CHARTS[name];
      chart = new LayerChart(this.#scope, name, layer, step);
      this.#charts.set(name, chart);
    }
    return chart;
  }

  /** The definitions that the release carries of a part, in a chart of their own. */
  public definitions(name: PlatformChart, component: ComponentName, only?: readonly string[]): LayerChart {
    const chart = this.chart(name);
    const { release, crds: form } = this.settings;
    for (const definition of crds({ release, component }, form, only)) emit(chart, definition);
    return chart;
  }

  /** The namespace of an add-on. */
  public namespace(name: string, labels?: Readonly<Record<string, string>>): void {
    // An apply that sends no field owns none, and the API server then rewrites the object at the second apply.
    const own = { "app.kubernetes.io/part-of": "kserve-stack", ...labels };
    emit(this.chart("namespaces"), { apiVersion: "v1", kind: "Namespace", metadata: { name, labels: own } });
  }

  /** Lets every chart of the platform wait for those before it. */
  public connect(): void {
    for (const [name, chart] of this.#charts) this.after(chart, PLATFORM_CHARTS[name].after ?? []);
  }

  /** Lets a chart wait for others, or for what comes before those that the platform does not bring. */
  public after(chart: Chart, names: readonly PlatformChart[]): void {
    for (const name of present(names, (other) => this.#charts.has(other))) {
      const other = this.#charts.get(name);
      // What stands for a chart has to be there before cdk8s looks at the order.
      if (other) chart.addDependency(...Dependable.of(other).dependencyRoots);
    }
  }
}

function isThere(option: object | undefined): option is Existing {
  return isExisting(option as Existing | undefined);
}
