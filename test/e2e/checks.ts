import { strict as assert } from "node:assert";
import type { Manifest } from "../../lib/internal/emit";
import type { Plan } from "../../lib/plan";
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
  for (const manifest of manifestsOf(form).flat()) {
    if (isWebhook(manifest)) continue;
    const found = differences(manifest, await read(kubectl, manifest));
    assert.deepEqual(found.changed, [], `${manifest.kind} ${manifest.metadata.name}`);
    fields += found.compared;
  }
  return `${String(fields)} fields read back`;
}

/** Applies everything a second time: no resourceVersion moves. */
export async function changesNothingTheSecondTime(kubectl: Kubectl, form: Form): Promise<string> {
  const stored = manifestsOf(form)
    .flat()
    .filter((manifest) => !isWebhook(manifest));
  const versions = async (): Promise<(string | undefined)[]> => {
    const all: (string | undefined)[] = [];
    for (const manifest of stored) all.push((await read(kubectl, manifest)).metadata.resourceVersion);
    return all;
  };
  const before = await versions();
  const { code, stderr } = await kubectl.apply(stored);
  assert.equal(code, 0, stderr);
  const after = await versions();
  const moved = stored
    .filter((_, index) => before[index] !== after[index])
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  assert.deepEqual(moved, []);
  return `${String(stored.length)} objects unchanged`;
}

async function read(kubectl: Kubectl, { apiVersion, kind, metadata: { name, namespace } }: Manifest): Promise<Live> {
  const [group = "", version = ""] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  const resource = group === "" ? kind : `${kind}.${version}.${group}`;
  return kubectl.json<Live>("get", resource, name, ...(namespace === undefined ? [] : ["-n", namespace]));
}
