import type { Manifest } from "../../../lib/internal/emit";
import { messageOf, type Api } from "../cluster/api";

/** Who had a word to say of an object, if anybody did, and what. */
export interface Judged {
  readonly judge: "schema" | "webhook" | "nobody";
  /** The API server's words; empty where nobody minds. */
  readonly says: string;
}

/** Whether the API server and the webhooks that run would take an object of KServe, in a strict dry run. */
export async function judged(api: Api, object: object): Promise<Judged> {
  const { metadata, ...rest } = object as Manifest;
  const { name, labels, annotations } = metadata;
  // Without what a cluster of its own wrote into it: identities that no object has here.
  const own = { name, ...(labels && { labels }), ...(annotations && { annotations }) };
  const isClusterWide = rest.kind.startsWith("Cluster");
  const manifest = { ...rest, metadata: isClusterWide ? own : { ...own, namespace: "default" } };
  const reply = await api.apply(manifest, { dryRun: true, manager: "e2e" });
  if (reply.code < 400) return { judge: "nobody", says: "" };
  const says = messageOf(reply);
  return { judge: says.includes("admission webhook") ? "webhook" : "schema", says };
}
