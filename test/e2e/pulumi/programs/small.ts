import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

// The program that proves the stand-in provider; what it deploys is chosen by its configuration.
const config = new pulumi.Config();
const value = config.get("value") ?? "one";

const provider = new k8s.Provider("cluster", {
  enableConfigMapMutable: config.getBoolean("mutable") ?? true,
  clusterIdentifier: "e2e",
});
const definitions = new k8s.Provider("definitions", { clusterIdentifier: "e2e", upsertExistingObjects: true });

const namespace = new k8s.core.v1.Namespace("namespace", { metadata: { name: "small" } }, { provider });
const options: pulumi.CustomResourceOptions = { provider, dependsOn: [namespace] };
const metadata = (name: string): { name: string; namespace: string } => ({ name, namespace: "small" });

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
  { provider: definitions, retainOnDelete: true },
);

const waitFor = config.get("waitFor");
new k8s.apiextensions.CustomResource(
  "thing",
  {
    apiVersion: "e2e.test/v1",
    kind: "Thing",
    metadata: {
      ...metadata("thing"),
      ...(waitFor !== undefined && {
        annotations: { "pulumi.com/waitFor": waitFor, "pulumi.com/timeoutSeconds": config.get("timeout") ?? "5" },
      }),
    },
    spec: { count: 3 },
  },
  { ...options, dependsOn: [namespace, definition] },
);

const settings = new k8s.core.v1.ConfigMap(
  "settings",
  { metadata: metadata("settings"), data: { value, steady: "yes" } },
  options,
);
// Unknown until the namespace is made, and named by the engine.
new k8s.core.v1.ConfigMap(
  "named",
  { metadata: { namespace: "small" }, data: { uid: namespace.metadata.uid } },
  options,
);
new k8s.core.v1.Secret(
  "secret",
  { metadata: metadata("secret"), stringData: { password: pulumi.secret("hush-hush") } },
  options,
);
new k8s.core.v1.Service(
  "service",
  { metadata: metadata("service"), spec: { selector: { app: "nobody" }, ports: [{ port: 80 }] } },
  options,
);

export const uid = settings.metadata.uid;
