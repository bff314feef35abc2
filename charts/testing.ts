import type { Manifest } from "../lib/internal/emit";
import { ServingApp } from "../lib/output/serving-app";
import type { Plan } from "../lib/plan";
import { synthesizedModel, type SynthesizedModel } from "./synthesized-model";

export type { SynthesizedModel } from "./synthesized-model";

/** A synthesized app, for tests of programs that use this package. */
export interface Synthesized {
  readonly plan: Plan;
  /** Every object, in apply order. */
  readonly manifests: readonly Manifest[];
  /** The object of this kind, name and namespace; undefined where there is none. */
  find(kind: string, name: string, namespace?: string): Manifest | undefined;
  /** What the model `namespace/name` asks for and where it runs; an error that names the models where there is none. */
  model(path: string): SynthesizedModel;
}

/** Synthesizes a program in memory: validates it and plans it, writes nothing. */
export function synthesize(build: (app: ServingApp) => unknown): Synthesized {
  const app = new ServingApp();
  build(app);
  const planned = app.plan();
  const manifests = planned.charts.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  return {
    plan: planned,
    manifests,
    find: (kind, name, namespace) =>
      manifests.find(
        (manifest) =>
          manifest.kind === kind && manifest.metadata.name === name && manifest.metadata.namespace === namespace,
      ),
    model: (path) => synthesizedModel(app, manifests, path),
  };
}
