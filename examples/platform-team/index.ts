import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { fromOutput, ServingStack } from "kserve-stack/pulumi";
import { acmeServing } from "./acme-serving";

const config = new pulumi.Config();

// Something of the team's own, whose value only the deployment knows.
const owners = new k8s.core.v1.ConfigMap("owners", {
  metadata: { name: "owners", namespace: "default" },
  data: { serving: config.get("owner") ?? "ml-platform" },
});

const serving = new ServingStack("serving", (app) =>
  acmeServing(app, {
    domain: config.get("domain") ?? "models.acme.dev",
    owner: fromOutput(owners.data.apply(({ serving: owner = "" }) => owner)),
  }),
);

export const gateway = serving.gateway.address;
export const iris = serving.url("team-a/iris");

// What comes after the model uses its URL like any other Output.
new k8s.core.v1.ConfigMap("iris-client", {
  metadata: { name: "iris-client", namespace: "default" },
  data: { url: pulumi.interpolate`${iris}/v1/models/iris:predict` },
});
