import { Construct } from "constructs";
import { addonContext, type AddonProps } from "../internal/addon";
import { emit } from "../internal/emit";
import { invalid } from "../internal/invalid";
import { nearest } from "../internal/nearest";
import { servingRuntimes } from "./runtimes";
import { manifest, type ServingRuntimeOptions } from "./runtimes/manifest";
import { offeredRuntimes, type RuntimeChoice } from "./runtimes/offered";
import type { ShippedRuntime } from "./runtimes/shipped-runtime";
import { storageContainer } from "./storage-container";

/** What a user may decide about the runtimes. */
export interface KServeRuntimesOptions {
  /** Options of single runtimes by name; `false` leaves one out. @default - all, as upstream ships them */
  readonly runtimes?: RuntimeChoice;
}

/** Settings of {@link KServeRuntimes}. */
export interface KServeRuntimesProps extends AddonProps, KServeRuntimesOptions {}

/**
 * The model servers that KServe ships, each a ClusterServingRuntime, and how models are fetched.
 *
 * KServe's webhook judges them, so they come after {@link KServe}.
 *
 * @see https://kserve.github.io/website/docs/concepts/resources/servingruntime
 */
export class KServeRuntimes extends Construct {
  /** The runtimes that models can get: emitted and not disabled. */
  public readonly runtimes: readonly ShippedRuntime[];

  constructor(scope: Construct, id: string, props: KServeRuntimesProps = {}) {
    super(scope, id);
    const context = addonContext(this, props);
    const chosen: Readonly<Record<string, ServingRuntimeOptions | false | undefined>> = props.runtimes ?? {};
    const names = servingRuntimes.map(({ name }) => name);
    for (const name of Object.keys(chosen)) {
      if (names.some((known) => known === name)) continue;
      throw invalid(this, `runtimes["${name}"]`, {
        expected: `one of ${names.join(", ")}`,
        got: name,
        fix: `runtimes: { "${nearest(name, names) ?? "kserve-sklearnserver"}": … }`,
      });
    }
    emit(this, storageContainer(context));
    this.runtimes = offeredRuntimes(props.runtimes);
    for (const runtime of servingRuntimes) {
      const options = chosen[runtime.name];
      if (options !== false) emit(this, manifest(context, runtime, options ?? {}));
    }
  }
}
