import type { Cluster } from "../../cluster/cluster";
import type { Check } from "../../suite";
import { byKey, keyOf } from "./order";
import { FAST } from "../workspace";
import type { Stage } from "./stage";

/** What a hand changes: an object of the platform, and a field of it that the program states. */
const EDITS: readonly (readonly [id: string, patch: object])[] = [
  ["ConfigMap knative-serving/config-features", { data: { "kubernetes.podspec-tolerations": "disabled" } }],
  ["ConfigMap kserve/inferenceservice-config", { data: { deploy: '{"defaultDeploymentMode": "Standard"}' } }],
  ["Service kserve/kserve-webhook-server-service", { spec: { ports: [{ port: 443, targetPort: 1 }] } }],
  [
    "apps/Deployment kserve/kserve-controller-manager",
    { spec: { template: { spec: { terminationGracePeriodSeconds: 11 } } } },
  ],
  [
    "apps/Deployment knative-serving/activator",
    { spec: { template: { spec: { terminationGracePeriodSeconds: 11 } } } },
  ],
  ["rbac.authorization.k8s.io/ClusterRole kserve-manager-role", { rules: [] }],
  ["rbac.authorization.k8s.io/ClusterRoleBinding kserve-manager-rolebinding", { subjects: [] }],
  ["networking.k8s.io/NetworkPolicy istio-system/istiod", { spec: { ingress: [] } }],
  ["serving.kserve.io/ClusterServingRuntime kserve-sklearnserver", { spec: { protocolVersions: ["v9"] } }],
  [
    "serving.kserve.io/InferenceService team/model-0",
    { spec: { predictor: { model: { storageUri: "gs://bucket/other" } } } },
  ],
];

/** Who changes the cluster behind Pulumi's back. */
export function driftChecks(stage: Stage): Check[] {
  return [
    {
      title: "ten objects edited by hand: refresh and preview show exactly those, and up puts them right",
      run: async ({ api }: Cluster) => {
        const objects = new Map(stage.plan.charts.flatMap((chart) => chart.objects.map((one) => [one.id, one])));
        const expected: string[] = [];
        for (const [id, patch] of EDITS) {
          const object = objects.get(id);
          if (!object) throw new Error(`${id} is not in the plan`);
          const reply = await api.merge(object.manifest, patch);
          if (reply.code !== 200) throw new Error(`${id}: ${JSON.stringify(reply.body)}`);
          expected.push(keyOf(object));
        }
        const { workspace } = stage;
        const seen = changed((await workspace.preview({ args: ["--refresh"] })).steps);
        expect("preview --refresh", seen, expected);
        expect("refresh", changed((await workspace.refresh(FAST)).steps), expected);
        expect("preview", changed((await workspace.preview()).steps), expected);
        expect("up", changed((await workspace.up(FAST)).steps), expected);
        await workspace.refresh({ ...FAST, expectNoChanges: true });
        await workspace.preview({ expectNoChanges: true });
        return `${EDITS.length} objects`;
      },
    },
  ];
}

function changed(steps: Parameters<typeof byKey>[0]): string[] {
  return [
    ...byKey(
      steps.filter(
        ({ op, type, diffs }) =>
          type.startsWith("kubernetes:") && (op === "update" || (op === "refresh" && diffs.length > 0)),
      ),
    ).keys(),
  ];
}

function expect(what: string, seen: readonly string[], expected: readonly string[]): void {
  const [left, right] = [[...seen].sort(), [...expected].sort()];
  if (JSON.stringify(left) !== JSON.stringify(right)) {
    throw new Error(
      [
        `${what} shows other objects:`,
        ...left.filter((key) => !right.includes(key)).map((key) => `  not edited: ${key}`),
        ...right.filter((key) => !left.includes(key)).map((key) => `  missing: ${key}`),
      ].join("\n"),
    );
  }
}
