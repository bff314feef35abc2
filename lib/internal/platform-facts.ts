import type { Construct, IConstruct } from "constructs";
import type { Resources } from "./quantity";

/** A runtime that models may rely on, as far as checks need it. */
export interface RuntimeFacts {
  readonly name: string;
  readonly formats: readonly {
    readonly name: string;
    readonly version: string;
    readonly autoSelect?: boolean;
  }[];
  /** Requests and limits of a model that states none. @default - those of KServe's release */
  readonly resources?: Resources;
}

/** What a model has to know about the platform it will run on. */
export interface PlatformFacts {
  readonly mode: "Knative" | "Standard";
  readonly runtimes: readonly RuntimeFacts[];
  /** Moves an image to the platform's mirror. */
  readonly mirrored: (image: string) => string;
  /** Name of the image pull Secret of the mirror. @default - none */
  readonly pullSecret?: string;
  /** Requests and limits of a model server of one's own that states none. @default - those of KServe's release */
  readonly modelDefaults?: Resources;
  /** The longest that a request may take, in seconds. @default - not known */
  readonly maxTimeoutSeconds?: number;
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
