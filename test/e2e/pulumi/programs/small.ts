import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

// What proves the stand-in provider: a few objects, whose configuration says what differs and what is there beside them.
const config = new pulumi.Config();

const provider = new k8s.Provider("cluster", {
  enableConfigMapMutable: config.get("mutable") !== "false",
  clusterIdentifier: "e2e",
});
const adopting = new k8s.Provider("adopting", { clusterIdentifier: "e2e", upsertExistingObjects: true });

const NAMESPACE = "small";
const namespace = new k8s.core.v1.Namespace("namespace", { metadata: { name: NAMESPACE } }, { provider });
const inNamespace: pulumi.CustomResourceOptions = { provider, dependsOn: [namespace] };

const definition = new k8s.apiextensions.v1.CustomResourceDefinition(
  "definition",
  {
    metadata: { name: "things.e2e.test", annotations: { "pulumi.com/waitFor": "condition=Established" } },
    spec: {
      group: "e2e.test",
      scope: "Namespaced",
      names: { kind: "Thing", plural: "things" },
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: {
            openAPIV3Schema: {
              type: "object",
              properties: {
                spec: { type: "object", properties: { count: { type: "integer" } } },
                status: { type: "object", x_kubernetes_preserve_unknown_fields: true },
              },
            },
          },
        },
      ],
    },
  },
  { provider: adopting, retainOnDelete: true },
);

const waitFor = config.get("waitFor");
const annotations =
  waitFor === undefined
    ? undefined
    : { "pulumi.com/waitFor": waitFor, "pulumi.com/timeoutSeconds": config.get("seconds") ?? "4" };
new k8s.apiextensions.CustomResource(
  "thing",
  {
    apiVersion: "e2e.test/v1",
    kind: "Thing",
    metadata: { name: "thing", namespace: NAMESPACE, ...(annotations && { annotations }) },
    spec: { count: 3 },
  },
  { ...inNamespace, dependsOn: [namespace, definition] },
);

const settings = new k8s.core.v1.ConfigMap(
  "settings",
  {
    metadata: {
      name: "settings",
      namespace: NAMESPACE,
      ...(config.get("force") === "true" && { annotations: { "pulumi.com/patchForce": "true" } }),
    },
    data: { value: config.get("value") ?? "one", steady: "yes" },
  },
  { ...inNamespace, customTimeouts: { delete: "4s" } },
);
// Unknown until the namespace is there, and named by the provider.
new k8s.core.v1.ConfigMap(
  "named",
  { metadata: { namespace: NAMESPACE }, data: { uid: namespace.metadata.uid } },
  inNamespace,
);
new k8s.core.v1.Secret(
  "secret",
  { metadata: { name: "secret", namespace: NAMESPACE }, stringData: { password: pulumi.secret("hush-hush") } },
  inNamespace,
);
new k8s.rbac.v1.RoleBinding(
  "binding",
  {
    metadata: { name: "binding", namespace: NAMESPACE },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: config.get("role") ?? "view" },
    subjects: [{ kind: "ServiceAccount", name: "default", namespace: NAMESPACE }],
  },
  inNamespace,
);

const foreign = config.get("foreign");
if (foreign !== undefined)
  new k8s.core.v1.ConfigMap(
    "foreign",
    { metadata: { name: "foreign", namespace: NAMESPACE }, data: { whose: "ours" } },
    {
      ...inNamespace,
      provider: foreign === "adopted" ? adopting : provider,
      ...(foreign === "imported" && { import: `${NAMESPACE}/foreign` }),
    },
  );

const replicas = config.getNumber("replicas");
if (replicas !== undefined)
  new k8s.apps.v1.Deployment(
    "deployment",
    {
      metadata: { name: "deployment", namespace: NAMESPACE },
      spec: {
        replicas,
        selector: { matchLabels: { app: "nothing" } },
        template: {
          metadata: { labels: { app: "nothing" } },
          spec: {
            containers: [
              { name: "nothing", image: "registry.test/nothing", resources: { requests: { cpu: "1000m" } } },
            ],
          },
        },
      },
    },
    { ...inNamespace, customTimeouts: { create: "6s", update: "6s" } },
  );

export const uid = settings.metadata.uid;
