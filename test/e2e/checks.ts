import { strict as assert } from "node:assert";
import { isDeepStrictEqual } from "node:util";
import type { Manifest } from "../../lib/internal/emit";
import type { Plan } from "../../lib/plan";
import { identityOf } from "../../lib/plan/references";
import { badResources } from "../bad-resources";
import { differences } from "./differences";
import type { Kubectl } from "./kubectl";

/** A platform in one of its forms, as the checks see it. */
export interface Form {
  readonly name: string;
  readonly plan: Plan;
}

type Live = Manifest & { readonly metadata: { readonly resourceVersion?: string } };

const isWebhook = ({ kind }: Manifest): boolean => kind.endsWith("WebhookConfiguration");

function manifestsOf({ plan }: Form): Manifest[][] {
  return plan.charts.map(({ objects }) => objects.map(({ manifest }) => manifest));
}

/** What the checks store: everything but webhook configurations, which nothing would serve. */
function storedOf(form: Form): Manifest[] {
  return manifestsOf(form)
    .flat()
    .filter((manifest) => !isWebhook(manifest));
}

/** Applies every object strictly, chart by chart; nothing serves the webhooks at this level, so their configurations are only dry-run. */
export async function acceptsEveryObject(kubectl: Kubectl, form: Form): Promise<string> {
  let applied = 0;
  let dryRun = 0;
  for (const manifests of manifestsOf(form)) {
    const stored = manifests.filter((manifest) => !isWebhook(manifest));
    const judged = manifests.filter(isWebhook);
    const crds = stored.flatMap(({ kind, metadata }) =>
      kind === "CustomResourceDefinition" ? [`crd/${metadata.name}`] : [],
    );
    for (const [group, flags] of [
      [stored, []],
      [judged, ["--dry-run=server"]],
    ] as const) {
      if (group.length === 0) continue;
      const { code, stderr } = await kubectl.apply(group, ...flags);
      assert.equal(code, 0, stderr);
      assert.equal(stderr.trim(), "", "the API server warned");
    }
    if (crds.length > 0) {
      const { code, stderr } = await kubectl.call(["wait", "--for=condition=Established", "--timeout=60s", ...crds]);
      assert.equal(code, 0, stderr);
    }
    applied += stored.length;
    dryRun += judged.length;
  }
  return `${String(applied)} objects stored, ${String(dryRun)} webhook configurations by dry run`;
}

/** Reads every object back: what we wrote is there, as we wrote it. */
export async function keepsEveryField(kubectl: Kubectl, form: Form): Promise<string> {
  let fields = 0;
  const stored = storedOf(form);
  for (const [index, live] of (await read(kubectl, stored)).entries()) {
    const manifest = stored[index];
    const found = differences(manifest, live);
    assert.deepEqual(found.changed, [], `${live.kind} ${live.metadata.name}`);
    fields += found.compared;
  }
  return `${String(fields)} fields read back`;
}

/**
 * Applies everything a second time: no resourceVersion moves, but where a controller wrote a status meanwhile, and there
 * nothing but the status differs.
 */
export async function changesNothingTheSecondTime(kubectl: Kubectl, form: Form): Promise<string> {
  const stored = storedOf(form);
  const before = await read(kubectl, stored);
  const { code, stderr } = await kubectl.apply(stored);
  assert.equal(code, 0, stderr);
  const after = await read(kubectl, stored);
  let statuses = 0;
  const moved = after.flatMap((object, index) => {
    const old = before[index];
    if (old?.metadata.resourceVersion === object.metadata.resourceVersion) return [];
    if (old && isDeepStrictEqual(withoutStatus(old), withoutStatus(object))) {
      statuses += 1;
      return [];
    }
    return [`${object.kind} ${object.metadata.name}`];
  });
  assert.deepEqual(moved, []);
  return `${String(stored.length)} objects unchanged, ${String(statuses)} of them with a status that a controller wrote meanwhile`;
}

function withoutStatus({ metadata: { resourceVersion, ...metadata }, ...object }: Live & { status?: unknown }): object {
  return { ...object, status: undefined, metadata };
}

/** The objects as the cluster has them, in the order asked for; kubectl fails where one is missing. */
async function read(kubectl: Kubectl, manifests: readonly Manifest[]): Promise<readonly Live[]> {
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: manifests });
  const { code, stdout, stderr } = await kubectl.call(["get", "-f", "-", "-o", "json"], list);
  assert.equal(code, 0, stderr);
  const { items } = JSON.parse(stdout) as { items: readonly Live[] };
  const names = (objects: readonly Manifest[]): string[] => objects.map(identityOf);
  assert.deepEqual(names(items), names(manifests));
  return items;
}

/** Sends each bad resource by dry run, with strict validation: every one is refused, by the API server's own schema check. */
export async function refusesEveryBadResource(kubectl: Kubectl): Promise<string> {
  const accepted: string[] = [];
  for (const { fault, manifest } of badResources) {
    const args = ["create", "--dry-run=server", "--validate=strict", "-f", "-"];
    const { code, stderr } = await kubectl.call(args, JSON.stringify(manifest));
    const refused = code !== 0 && /is invalid|strict decoding error|unknown field|ValidationError/.test(stderr);
    if (!refused) accepted.push(`${fault}: ${stderr.trim() || "accepted"}`);
  }
  assert.deepEqual(accepted, []);
  return `${String(badResources.length)} refused`;
}
