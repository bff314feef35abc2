import { Testing } from "cdk8s";
import { expect, it } from "vitest";
import { GatewayApiPolicy } from "../../lib/gateway-api/gateway-api-policy";

it("denies older and experimental definitions by a policy that is bound", () => {
  const chart = Testing.chart();
  new GatewayApiPolicy(chart, "policy");
  const [policy, binding] = Testing.synth(chart) as { metadata: { name: string } }[];
  expect(policy).toMatchObject({
    kind: "ValidatingAdmissionPolicy",
    metadata: { annotations: { "gateway.networking.k8s.io/bundle-version": "v1.5.1" } },
    spec: { failurePolicy: "Fail", validations: [{ reason: "Invalid" }, { reason: "Invalid" }] },
  });
  expect(binding).toMatchObject({
    kind: "ValidatingAdmissionPolicyBinding",
    spec: { policyName: policy?.metadata.name, validationActions: ["Deny"] },
  });
});

it("shows that it judges by a definition that is too old", () => {
  const { refusals } = new GatewayApiPolicy(Testing.chart(), "policy");
  expect(refusals).toMatchObject([
    {
      manifest: { kind: "CustomResourceDefinition", spec: { group: "gateway.networking.k8s.io" } },
      says: "Installing CRDs with version before v1.5.0 is prohibited by default",
    },
  ]);
});
