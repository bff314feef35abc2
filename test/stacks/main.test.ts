import * as pulumi from "@pulumi/pulumi";
import { setAllConfig } from "@pulumi/pulumi/runtime";
import { expect, it } from "vitest";

it("the program of Pulumi.yaml deploys the platform and hands its gateway and models on", async () => {
  const registered: string[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.push(`${type} ${name}`);
      const status = { url: `http://${name}`, loadBalancer: { ingress: [{ ip: "192.0.2.1" }] } };
      return { id: name, state: { ...(inputs as object), status } };
    },
    call: () => ({}),
  });
  setAllConfig({ "kserve-stack:domain": "models.acme.dev" });
  const { gateway, urls } = await import("../../stacks/main.js");
  const told = await new Promise((resolve) => {
    pulumi.all([gateway, urls]).apply(resolve);
  });
  expect(told).toEqual(["192.0.2.1", { "models/iris": "http://models/iris", "models/custom": "http://models/custom" }]);
  expect(registered).toContain("kubernetes:apps/v1:Deployment kserve/kserve-controller-manager");
  expect(registered).toContain("kubernetes:serving.kserve.io/v1beta1:InferenceService models/iris");
});
