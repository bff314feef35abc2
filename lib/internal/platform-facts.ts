import type { Construct, IConstruct } from "constructs";
import type { Release } from "../releases/release";
import type { Resources } from "./quantity";

/** A runtime that models may rely on, as far as checks need it. */
export interface RuntimeFacts {
  readonly name: string;
  /** The one whose models may get it. @default - those of every namespace */
  readonly namespace?: string;
  readonly formats: readonly {
    readonly name: string;
    readonly version?: string;
    readonly autoSelect?: boolean;
    /** Larger wins among runtimes of one format. */
    readonly priority?: number;
  }[];
  /** Protocols that it speaks. @default - any that a model asks for */
  readonly protocolVersions?: readonly string[];
  /** Whether it has workers for the further nodes of a model. @default false */
  readonly multiNode?: boolean;
  /** Whether one server holds several models, which KServe never chooses by itself. @default false */
  readonly multiModel?: boolean;
  /** Requests and limits of a model that states none. @default - those of KServe's release */
  readonly resources?: Resources;
}

/** Settings of Knative that models are held against; what is left out is not known, and not checked. */
export interface KnativeFacts {
  /** Flags of `config-features`; what is left out of them is Knative's default. */
  readonly features?: Readonly<Record<string, string | undefined>>;
  /** Turns a flag on that is not stated; absent where Knative is not the platform's to set. */
  readonly turnOn?: (flag: string) => void;
  /** Upper bound of a request's time limit. */
  readonly maxTimeoutSeconds?: number;
  /** Upper bound of a pod's concurrent requests. */
  readonly maxConcurrency?: number;
  /** Upper bound of a model's pods; 0 is none. */
  readonly maxScaleLimit?: number;
  readonly scalesToZero?: boolean;
  /** Whether a new revision may start without a pod. */
  readonly allowsZeroInitialScale?: boolean;
}

/** How models of Standard mode are reached. */
export interface RouteFacts {
  readonly kind: "HTTPRoute" | "Ingress";
  /** Whether a model's time limit reaches its route. */
  readonly timeouts: boolean;
  /** Whether a model's host is `name-namespace.domain`, KServe's default. */
  readonly defaultHosts: boolean;
}

/** What a model has to know about the platform it will run on. */
export interface PlatformFacts {
  readonly release: Release;
  /** How models run where they do not say. */
  readonly mode: "Knative" | "Standard";
  /** Absent where the platform has no Knative. */
  readonly knative?: KnativeFacts;
  /** Absent where the platform brings nothing that leads to a model of Standard mode. */
  readonly routes?: RouteFacts;
  readonly keda: boolean;
  /** Resources that KServe's configuration adds to those it counts as GPUs; absent where they are not known. */
  readonly gpuResourceTypes?: readonly string[];
  readonly runtimes: readonly RuntimeFacts[];
  /** Whether a storage container of the program fetches a URI. @default - none does */
  readonly isFetched?: (uri: string) => boolean;
  /** Moves an image to the platform's mirror. */
  readonly mirrored: (image: string) => string;
  /** Name of the image pull Secret of the mirror. @default - none */
  readonly pullSecret?: string;
  /** Requests and limits of a model server of one's own that states none. @default - those of KServe's release */
  readonly modelDefaults?: Resources;
}

const FACTS = "kserve-stack/platform";
const NAMESPACE = "kserve-stack/namespace";

/** Tells everything below a construct which platform it belongs to. */
export function setPlatformFacts(scope: Construct, facts: PlatformFacts): void {
  scope.node.setContext(FACTS, facts);
}

/** The platform that a construct belongs to; undefined outside of any. */
export function platformFacts(scope: IConstruct): PlatformFacts | undefined {
  return scope.node.tryGetContext(FACTS) as PlatformFacts | undefined;
}

/** Tells everything below a construct its namespace, without putting it on cluster-scoped objects. */
export function setNamespace(scope: Construct, namespace: string): void {
  scope.node.setContext(NAMESPACE, namespace);
}

/** The namespace that a construct's objects belong to; undefined where none was stated. */
export function namespaceOf(scope: IConstruct): string | undefined {
  return scope.node.tryGetContext(NAMESPACE) as string | undefined;
}
