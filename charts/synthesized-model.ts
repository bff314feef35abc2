import type { IConstruct } from "constructs";
import type { Toleration } from "kubernetes-types/core/v1";
import type { GpuPool } from "../lib/gpu/pool";
import type { Manifest } from "../lib/internal/emit";
import { invalid, InvalidError } from "../lib/internal/invalid";
import { nearest } from "../lib/internal/nearest";
import type { UnnamedContainer } from "../lib/internal/pod-spec-types";
import { platformFacts, type PlatformFacts } from "../lib/internal/platform-facts";
import { runtimesFor } from "../lib/internal/program-runtimes";
import { amountOf, plainResources } from "../lib/internal/quantity";
import { imageVariants } from "../lib/kserve/runtimes/image-variants";
import { chosenRuntime } from "../lib/models/chosen-runtime";
import { defaultResources } from "../lib/models/default-resources";
import { modelOf } from "../lib/models/frameworks";
import { InferenceService } from "../lib/models/inference-service";
import { serverIndex } from "../lib/models/predictor-spec";
import type { InferenceServiceSpec } from "../lib/models/spec";

/** What a model asks for and where it runs, for tests of programs that use this package. */
export interface SynthesizedModel {
  /** The InferenceService as it is written. */
  readonly manifest: Manifest;
  readonly name: string;
  readonly namespace: string;
  /** GPUs of each pod, of whatever make. */
  readonly gpus: number;
  /** Requests of the server's container, with what KServe fills in. */
  readonly requests: Readonly<Record<string, string>>;
  /** Limits of the server's container, with what KServe fills in. */
  readonly limits: Readonly<Record<string, string>>;
  /** Runtime that serves it; undefined of a server of one's own, and of a runtime that the platform does not bring. */
  readonly runtime: string | undefined;
  /** Image of the server; undefined where the runtime is not in the program. */
  readonly image: string | undefined;
  /**
   * Whether its pods go to the nodes of a pool and to no others: they ask for the nodes' labels and tolerate their taints.
   *
   * A pool by name is one of the program: made in it, or one that a model of it goes to.
   */
  schedulesOn(pool: string | GpuPool): boolean;
}

/** Resources that are GPUs, beside the slices of NVIDIA's. */
// source: kserve v0.20.0 pkg/constants/constants.go DefaultGPUResourceTypeList
const GPUS = ["nvidia.com/gpu", "amd.com/gpu", "intel.com/gpu", "habana.ai/gaudi"];

/** The model of this name, `namespace/name`, below a root that has been synthesized. */
export function synthesizedModel(root: IConstruct, manifests: readonly Manifest[], path: string): SynthesizedModel {
  const models = root.node.findAll().filter((node) => node instanceof InferenceService);
  const model = models.find(({ namespace, name }) => `${namespace}/${name}` === path);
  const manifest =
    model &&
    manifests.find(
      (one) => isModel(one) && one.metadata.name === model.name && one.metadata.namespace === model.namespace,
    );
  const stated = model && platformFacts(model);
  const facts = model && stated && { ...stated, runtimes: runtimesFor(model, model.namespace) };
  if (!manifest || !facts) {
    const known = models.map(({ namespace, name }) => `${namespace}/${name}`);
    const near = nearest(path, known);
    throw new InvalidError([
      `model must be one of ${known.length === 0 ? "none" : known.join(", ")}, got ${JSON.stringify(path)}; fix: ${near === undefined ? '"namespace/name" of a model' : `did you mean ${near}?`}`,
    ]);
  }
  const { predictor } = (manifest as unknown as { spec: InferenceServiceSpec }).spec;
  const { name, namespace } = model;
  const { requests, limits, image } = serverOf(predictor, facts);
  const gpus = Object.entries(limits)
    .filter(([resource]) => isGpu(resource, model.pool))
    .reduce((sum, [, amount]) => sum + (amountOf(amount) ?? 0), 0);
  const runtime = chosenRuntime(predictor, facts)?.name;
  return {
    manifest,
    name,
    namespace,
    gpus,
    requests,
    limits,
    runtime,
    image: image ?? imageOf(manifests, runtime, gpus > 0),
    schedulesOn: (pool) => goesTo(predictor, typeof pool === "string" ? poolOf(root, models, pool) : pool),
  };
}

type PredictorSpec = InferenceServiceSpec["predictor"];

function isModel({ kind, apiVersion }: Manifest): boolean {
  return kind === "InferenceService" && apiVersion.startsWith("serving.kserve.io/");
}

/** The server's container as KServe completes it. */
function serverOf(
  predictor: PredictorSpec,
  facts: PlatformFacts,
): Pick<SynthesizedModel, "requests" | "limits" | "image"> {
  const model = modelOf(predictor)?.model;
  const own = predictor.containers ?? [];
  const server: UnnamedContainer = model ?? own[serverIndex(own)] ?? {};
  const stated = plainResources(server.resources ?? {});
  const defaults = defaultResources(model, facts);
  const limits = { ...defaults.limits, ...stated.limits };
  // Of an extended resource the request is the limit.
  const devices = Object.fromEntries(Object.entries(limits).filter(([resource]) => resource.includes("/")));
  return { requests: { ...defaults.requests, ...devices, ...stated.requests }, limits, image: server.image };
}

function imageOf(manifests: readonly Manifest[], runtime: string | undefined, withGpu: boolean): string | undefined {
  const manifest = manifests.find(
    ({ kind, metadata }) => kind === "ClusterServingRuntime" && metadata.name === runtime,
  );
  const { spec } = (manifest ?? {}) as { spec?: { containers?: readonly { name: string; image?: string }[] } };
  const image = spec?.containers?.find(({ name }) => name === "kserve-container")?.image;
  const variants = manifest ? imageVariants(manifest) : [];
  return variants.find(({ models }) => models === (withGpu ? "with a GPU" : "without a GPU"))?.image ?? image;
}

function isGpu(resource: string, pool: GpuPool | undefined): boolean {
  return GPUS.includes(resource) || resource.startsWith("nvidia.com/mig") || resource === pool?.resourceName;
}

/** A pool of the program by its name. */
function poolOf(root: IConstruct, models: readonly InferenceService[], name: string): GpuPool {
  const made = root.node
    .findAll()
    .filter((node): node is IConstruct & GpuPool => "resourceName" in node && "tolerations" in node);
  const pools = [...made, ...models.flatMap(({ pool }) => pool ?? [])];
  const pool = pools.find((one) => one.name === name);
  if (pool) return pool;
  const names = [...new Set(pools.map((one) => one.name))];
  const near = nearest(name, names);
  throw invalid(root, "pool", {
    expected: `one of the program (${names.length === 0 ? "none" : names.join(", ")})`,
    got: name,
    fix: near === undefined ? "pass the pool itself" : `did you mean ${near}?`,
  });
}

function goesTo(predictor: PredictorSpec, pool: GpuPool): boolean {
  const { tolerations = [] } = predictor;
  return (
    Object.entries(pool.nodeSelector).every(([label, value]) => asksFor(predictor, label, value)) &&
    pool.tolerations.every((taint) => tolerations.some((toleration) => tolerates(toleration, taint)))
  );
}

/** Whether pods go to nodes with this label only, by their selector or by every term of their affinity. */
function asksFor({ nodeSelector, affinity }: PredictorSpec, label: string, value: string): boolean {
  if (nodeSelector?.[label] !== undefined) return nodeSelector[label] === value;
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return (
    terms.length > 0 &&
    terms.every(({ matchExpressions = [] }) =>
      matchExpressions.some(
        ({ key, operator, values = [] }) =>
          key === label && operator === "In" && values.length === 1 && values[0] === value,
      ),
    )
  );
}

/** Whether a toleration covers the taints that another was written for. */
function tolerates(toleration: Toleration, taint: Toleration): boolean {
  const everything = toleration.key === undefined && toleration.operator === "Exists";
  if (!everything && toleration.key !== taint.key) return false;
  if (toleration.effect !== undefined && toleration.effect !== taint.effect) return false;
  return toleration.operator === "Exists" || (taint.operator !== "Exists" && toleration.value === taint.value);
}
