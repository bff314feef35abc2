import { Construct } from "constructs";
import { emit } from "../../internal/emit";
import type { PlatformFacts } from "../../internal/platform-facts";
import { addRuntime, type ProgramRuntime } from "../../internal/program-runtimes";
import { checkName, clusterScope, described, placeOf, platformOf, type ObjectMetadata } from "../place";
import { disabledMistakes } from "./check-disabled";
import { priorityConflicts } from "./check-priorities";
import { checkServingRuntime } from "./check-serving-runtime";
import { runtimeSpec } from "./runtime-spec";
import type { ServingRuntimeSpec } from "./serving-runtime-spec";

/** Settings of {@link ClusterServingRuntime}: `spec` in KServe's own names. */
export interface ClusterServingRuntimeProps extends ServingRuntimeSpec {
  /** @default - the construct id */
  readonly name?: string;
  /** Labels and annotations of the object itself; `labels` and `annotations` are those of its pods. @default - none */
  readonly metadata?: ObjectMetadata;
}

/** Settings of {@link ServingRuntime}: `spec` in KServe's own names. */
export interface ServingRuntimeProps extends ClusterServingRuntimeProps {
  /** @default - the namespace of the platform's chart */
  readonly namespace?: string;
}

const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/**
 * A model server for the models of one namespace.
 *
 * KServe prefers it to any {@link ClusterServingRuntime}. Models of the program may count on it, whatever comes first.
 *
 * @see https://kserve.github.io/website/docs/concepts/resources/servingruntime
 */
export class ServingRuntime extends Construct {
  public readonly name: string;
  public readonly namespace: string;

  constructor(scope: Construct, id: string, props: ServingRuntimeProps) {
    super(scope, id);
    const { name = id, namespace: stated, ...rest } = props;
    this.name = name;
    const facts = platformOf(this, 'new ServingRuntime(platform.namespace("team-a"), …)');
    this.namespace = placeOf(this, stated);
    make(this, "ServingRuntime", name, this.namespace, rest, facts);
  }
}

/**
 * A model server for the models of every namespace.
 *
 * @see https://kserve.github.io/website/docs/concepts/resources/servingruntime
 */
export class ClusterServingRuntime extends Construct {
  public readonly name: string;

  constructor(scope: Construct, id: string, props: ClusterServingRuntimeProps) {
    super(clusterScope(scope), id);
    const { name = id, ...rest } = props;
    this.name = name;
    make(
      this,
      "ClusterServingRuntime",
      name,
      undefined,
      rest,
      platformOf(this, "new ClusterServingRuntime(platform, …)"),
    );
  }
}

function make(
  scope: Construct,
  kind: string,
  name: string,
  namespace: string | undefined,
  { metadata = {}, ...spec }: Omit<ClusterServingRuntimeProps, "name">,
  facts: PlatformFacts,
): void {
  checkName(scope, name, NAME, "lower-case letters, digits, dashes and dots");
  checkServingRuntime(scope, spec);
  const runtime: ProgramRuntime = {
    construct: scope,
    name,
    ...(namespace !== undefined && { namespace }),
    disabled: spec.disabled === true,
    formats: spec.supportedModelFormats ?? [],
    protocolVersions: spec.protocolVersions,
    multiModel: spec.multiModel,
    multiNode: spec.workerSpec !== undefined,
    // KServe fills in nothing that the runtime does not state.
    resources: spec.containers.find((container) => container.name === "kserve-container")?.resources ?? {},
  };
  addRuntime(runtime);
  scope.node.addValidation({
    validate: () => (runtime.disabled ? disabledMistakes(runtime) : priorityConflicts(scope, runtime)),
  });
  scope.node.defaultChild = emit(scope, {
    apiVersion: "serving.kserve.io/v1alpha1",
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }), ...described(metadata) },
    spec: runtimeSpec(scope, spec, facts),
  });
}
