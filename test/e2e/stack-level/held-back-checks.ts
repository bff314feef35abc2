import type { Manifest } from "../../../lib/internal/emit";
import type { Condition } from "../../../lib/plan";
import type { Cluster } from "../cluster/cluster";
import { messageOf } from "../cluster/api";
import { refuseProblems } from "../problems";
import type { Check } from "../suite";
import type { Installation } from "./installation";
import type { Stage } from "./stage";

const REGISTRATION = "/apis/admissionregistration.k8s.io/v1";

/**
 * Every gate is seen failing once, with what it waits for held back: a gate that has never failed may be one that cannot.
 *
 * `apply.sh --check` runs the gates and applies nothing, so nothing repairs what is held back.
 */
export function heldBackChecks(stage: Stage): Check[] {
  return [
    {
      title: "each Deployment's gate fails while its new pods cannot be scheduled",
      run: (cluster) =>
        eachFails(stage, "Available", async ({ namespace, deployment }, fails) => {
          const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${deployment}`;
          const selector = "/spec/template/spec/nodeSelector";
          const { spec } = await cluster.api.get<{ spec: { template: { spec: { nodeSelector?: object } } } }>(path);
          const had = spec.template.spec.nodeSelector;
          // The pods that run stay: a Deployment of one pod brings the next before it ends the last.
          await patch(cluster, path, [{ op: had ? "replace" : "add", path: selector, value: { held: "back" } }]);
          await fails(`Deployment ${namespace}/${deployment} is available`);
          await patch(cluster, path, [
            had ? { op: "replace", path: selector, value: had } : { op: "remove", path: selector },
          ]);
        }),
    },
    {
      title: "each webhook's gate fails while nothing of it is registered",
      run: (cluster) =>
        eachFails(stage, "Armed", async ({ kind, name }, fails) => {
          const collection = kind === "MutatingWebhookConfiguration" ? "mutating" : "validating";
          await cluster.api.call("DELETE", `${REGISTRATION}/${collection}webhookconfigurations/${name}`);
          await fails(`${kind} ${name} is armed`);
          const own = stage.installation.manifests.find(
            ({ kind: other, metadata }) => other === kind && metadata.name === name,
          );
          if (own) await cluster.api.apply(own);
        }),
    },
    {
      title: "each negative probe fails while its webhook is armed and judges nothing: a positive probe would pass",
      run: (cluster) =>
        eachFails(stage, "Refuses", async ({ manifest, says }, fails) => {
          const judges = await configurationsOf(cluster, manifest);
          await select(cluster, judges, () => ({ matchLabels: { held: "back" } }));
          await fails(`a bad ${manifest.kind} is refused with "${says}"`, "it was accepted");
          await select(cluster, judges, ({ objectSelector = {} }) => objectSelector);
        }),
    },
    {
      title: "with everything back, apply.sh --check passes every gate",
      run: async () => {
        await stage.installation.succeed("--check");
        return `${stage.installation.conditions} conditions`;
      },
    },
  ];
}

interface Webhook {
  readonly objectSelector?: object;
  readonly rules?: readonly { readonly apiGroups: readonly string[]; readonly resources: readonly string[] }[];
}

interface Configuration {
  readonly path: string;
  readonly webhooks: readonly Webhook[];
}

/** The configurations with a webhook that judges such an object. */
async function configurationsOf({ api }: Cluster, { apiVersion, kind }: Manifest): Promise<Configuration[]> {
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  const plural = `${kind.toLowerCase()}s`;
  const includes = (names: readonly string[], name: string): boolean =>
    names.some((each) => ["*", name].includes(each.split("/")[0] ?? ""));
  const found: Configuration[] = [];
  for (const collection of ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"]) {
    const { items } = await api.get<{
      items: { readonly metadata: { readonly name: string }; readonly webhooks?: readonly Webhook[] }[];
    }>(`${REGISTRATION}/${collection}`);
    for (const { metadata, webhooks = [] } of items) {
      const judges = webhooks.some(({ rules = [] }) =>
        rules.some(({ apiGroups, resources }) => includes(apiGroups, group) && includes(resources, plural)),
      );
      if (judges) found.push({ path: `${REGISTRATION}/${collection}/${metadata.name}`, webhooks });
    }
  }
  return found;
}

/** Gives each webhook the objects that it is to see. */
async function select(
  cluster: Cluster,
  configurations: readonly Configuration[],
  selector: (webhook: Webhook) => object,
): Promise<void> {
  for (const { path, webhooks } of configurations) {
    await patch(
      cluster,
      path,
      webhooks.map((webhook, index) => ({
        op: "replace",
        path: `/webhooks/${index}/objectSelector`,
        value: selector(webhook),
      })),
    );
  }
}

type Of<Type extends Condition["type"]> = Extract<Condition, { readonly type: Type }>;
type Fails = (what: string, answer?: string) => Promise<void>;

/** Runs `apply.sh --check` for each condition of a type while it is held back; it must stop at that very condition. */
async function eachFails<Type extends Condition["type"]>(
  stage: Stage,
  type: Type,
  holdBack: (condition: Of<Type>, fails: Fails) => Promise<void>,
): Promise<string> {
  // From the last to the first: what was held back last needs not be back for what comes before it.
  const conditions = conditionsOf(stage.installation, type).reverse();
  const problems: string[] = [];
  for (const condition of conditions) {
    await holdBack(condition, async (what, answer = "") => {
      const { code, stderr } = await stage.installation.run("--check", "--timeout", "3");
      if (code === 0 || !stderr.includes(what) || !stderr.includes(answer)) {
        problems.push(`${what}: exit ${code}, ${stderr.trim().split("\n").at(-1) ?? ""}`);
      }
    });
  }
  refuseProblems(problems);
  return `${conditions.length} of ${conditions.length} seen failing`;
}

function conditionsOf<Type extends Condition["type"]>({ plan }: Installation, type: Type): Of<Type>[] {
  return plan.charts.flatMap(({ gate }) =>
    (gate?.conditions ?? []).filter((condition): condition is Of<Type> => condition.type === type),
  );
}

async function patch({ api }: Cluster, path: string, edits: readonly object[]): Promise<void> {
  const reply = await api.call("PATCH", path, edits, "application/json-patch+json");
  if (reply.code !== 200) throw new Error(`${path}: ${messageOf(reply)}`);
}
