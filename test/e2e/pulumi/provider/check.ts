import { createHash } from "node:crypto";
import { annotation, isFields, type Fields, type KubeObject } from "./object";
import { normalized } from "./normalize";
import { kindOf, logicalName } from "./operation";
import { hasUnknown, plain, withSecrets } from "./properties";
import type { Client } from "./client";
import type { Settings } from "./settings";

const AUTONAMED = "pulumi.com/autonamed";

/** What the engine asks to be checked. */
export interface CheckRequest {
  readonly urn: string;
  /** The former inputs; empty where the resource is new. */
  readonly olds: Fields;
  readonly news: Fields;
  readonly randomSeed: Uint8Array;
  readonly client: Client | undefined;
  readonly settings: Settings;
}

/**
 * The inputs as they will be sent: named, in a namespace, normalized.
 *
 * Throws where they are no object.
 * source: pulumi-kubernetes provider/pkg/provider/provider.go Check
 */
export async function check(request: CheckRequest): Promise<Fields> {
  const { urn, olds, news, randomSeed, client, settings } = request;
  const { apiVersion, kind } = kindOf(urn);
  const given = plain(news);
  const metadata = isFields(given["metadata"]) ? { ...given["metadata"] } : {};
  // An unknown value has no fields that could be read or set.
  if (given["metadata"] !== undefined && !isFields(given["metadata"])) return news;
  const inputs: KubeObject = { apiVersion, kind, ...given, metadata };
  if (kind.endsWith("Patch") || kind.endsWith("List"))
    throw new Error(`the stand-in provider has no ${kind} resources`);
  if (metadata["generateName"] !== undefined && metadata["name"] === undefined)
    throw new Error("the `.metadata.generateName` field is not supported in Server-Side Apply mode");
  if (metadata["name"] === undefined) setName(inputs, plain(olds), urn, randomSeed);
  if (settings.namespace !== undefined && metadata["namespace"] === undefined) {
    // A kind that is not served yet may have namespaces; it is corrected when it is created.
    const isNamespaced = client && (await client.isNamespaced(inputs.apiVersion, inputs.kind));
    if (isNamespaced !== false) metadata["namespace"] = settings.namespace;
  }
  return withSecrets(hasUnknown(inputs) ? inputs : normalized(inputs), news);
}

function setName(inputs: KubeObject, olds: Fields, urn: string, randomSeed: Uint8Array): void {
  const former = olds as Partial<KubeObject>;
  const isAutonamed = former.metadata !== undefined && annotation(olds as KubeObject, AUTONAMED) === "true";
  const suffix = createHash("sha256").update(randomSeed).digest("hex").slice(0, 8);
  inputs.metadata.name = (isAutonamed ? former.metadata?.name : undefined) ?? `${logicalName(urn)}-${suffix}`;
  inputs.metadata.annotations = { ...inputs.metadata.annotations, [AUTONAMED]: "true" };
}
