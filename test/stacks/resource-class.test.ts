import * as k8s from "@pulumi/kubernetes";
import { describe, expect, it } from "vitest";
import type { Manifest } from "../../lib/internal/emit";
import { latestRelease } from "../../lib/releases";
import { aliasesOf, classOf } from "../../stacks/resource-class";

const object = (apiVersion: string, kind: string): Manifest => ({ apiVersion, kind, metadata: { name: "acme" } });

describe("the resource of an object", () => {
  it("is known under the other versions of its API", () => {
    expect(aliasesOf(latestRelease, object("networking.istio.io/v1", "Gateway"))).toEqual([
      { type: "kubernetes:networking.istio.io/v1alpha3:Gateway" },
      { type: "kubernetes:networking.istio.io/v1beta1:Gateway" },
    ]);
    expect(aliasesOf(latestRelease, object("serving.kserve.io/v1beta1", "InferenceService"))).toEqual([]);
  });

  it("is of the SDK's class, and of no other group's that begins alike", () => {
    expect(classOf(object("apps/v1", "Deployment"))).toBe(k8s.apps.v1.Deployment);
    expect(classOf(object("autoscaling.internal.knative.dev/v1alpha1", "Metric"))).toBe(
      k8s.apiextensions.CustomResource,
    );
  });
});
