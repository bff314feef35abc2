import { App } from "cdk8s";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { synthesize } from "../../charts/testing";
import { crds } from "../../lib/definitions/definitions";
import type { Manifest } from "../../lib/internal/emit";
import { releases, type ImageName } from "../../lib/releases";
import { checkExisting, checkKubernetes } from "../../lib/releases/compatibility";
import { existing } from "../../lib/releases/existing";
import type { ComponentName, ComponentRelease, Release, ReleaseImage } from "../../lib/releases/release";

const first: Release<ImageName> = releases.kserve020;
/** Each part one minor and three patches on. */
const moved = (version: string): string => {
  const [major = "", minor = ""] = version.split(".");
  return [major, Number(minor) + 1, 3].join(".");
};

/** What a second file of release data would be: other versions, other images, another range of Kubernetes. */
const second: Release<ImageName> = {
  ...first,
  name: "kserve-0.21",
  components: Object.fromEntries(
    Object.entries(first.components).map(([name, part]) => [
      name,
      { ...part, version: moved(part.version), accepted: undefined },
    ]),
  ) as Record<ComponentName, ComponentRelease>,
  kubernetes: { min: "1.36", max: "1.38", source: "as this test says" },
  images: Object.fromEntries(
    Object.keys(first.images).map((name) => [name, { image: `example.com/next/${name}:v2`, source: "this test" }]),
  ) as Record<ImageName, ReleaseImage>,
};
const sets = { kserve020: first, kserve021: second };

describe("a second tested set", () => {
  const modes = ["Knative", "Standard"] as const;

  it.each(modes)("is a platform without a change of code (%s)", (mode) => {
    const { manifests } = synthesize((app) => defaultPlatform(app, { release: second, kubernetes: "1.37", mode }));
    const text = JSON.stringify(manifests.filter(({ kind }) => kind !== "CustomResourceDefinition"));
    for (const { image } of Object.values(first.images)) expect(text).not.toContain(image);
    for (const { version } of Object.values(first.components)) expect(text).not.toContain(`"${version}"`);
    expect(manifests.find(({ metadata }) => metadata.name === "istiod")).toMatchObject({
      metadata: { labels: { "app.kubernetes.io/version": "1.30.3" } },
    });
  });

  it("is what the other set's message points to, and the other way round", () => {
    const on = (release: Release, kubernetes: string) => (): void => {
      checkKubernetes(new App(), release, kubernetes, undefined, sets);
    };
    expect(on(first, "1.37")).toThrow(
      'kubernetes must be between 1.33 and 1.35, what kserve-0.20 was tested on (Knative 1.21 exits below 1.33; Istio 1.29 and cert-manager 1.19 end at 1.35), got "1.37"; fix: release: releases.kserve021, tested on 1.36 to 1.38, or allowUntested: "<reason>"',
    );
    expect(on(second, "1.34")).toThrow("fix: release: releases.kserve020, tested on 1.33 to 1.35, or");
    expect(on(first, "1.40")).toThrow('fix: kubernetes: "1.38" with release: releases.kserve021, or');
    expect(on(second, "1.30")).toThrow('fix: kubernetes: "1.33" with release: releases.kserve020, or');
  });

  it("is found for an add-on that the cluster has", () => {
    const check = (release: Release, version: string): unknown =>
      checkExisting(new App(), release, "certManager", existing({ version }), sets);
    expect(check(first, "1.19.9")).toBe("cert-manager 1.19.9 is accepted as a patch of the tested 1.19.4");
    expect(() => check(first, "1.20.1")).toThrow(
      'certManager.version must be cert-manager 1.19.x, which kserve-0.20 (KServe 0.20.0) was tested with, got "1.20.1"; fix: release: releases.kserve021, the tested set with 1.20.x, or allowUntested: "<reason>"',
    );
    expect(() => check(first, "1.25.0")).toThrow(
      "fix: move cert-manager to 1.20.3, the version of the nearest tested set (kserve-0.21) and take release: releases.kserve021, or",
    );
    expect(() => check(second, "1.12.0")).toThrow(
      "fix: move cert-manager to 1.19.4, the version of the nearest tested set (kserve-0.20) and take release: releases.kserve020, or",
    );
  });

  it("is named by itself where no program has it by a name", () => {
    expect(() => {
      checkKubernetes(new App(), second, "1.40");
    }).toThrow('fix: kubernetes: "1.38", or allowUntested');
  });

  it("brings the definitions that its data name", () => {
    const named = (source: string): Release<ImageName> => ({
      ...second,
      components: {
        ...second.components,
        certManager: { ...second.components.certManager, definitions: { source, groups: ["cert-manager.io"] } },
      },
    });
    const emitted = (release: Release<ImageName>): readonly Manifest[] =>
      synthesize((app) => defaultPlatform(app, { release, kubernetes: "1.37" }))
        .plan.charts.filter(({ name }) => name === "cert-manager-crds")
        .flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
    expect(emitted(named("gateway-api-1.5.1")).map(({ metadata }) => metadata.name)).toContain(
      "httproutes.gateway.networking.k8s.io",
    );
    expect(() => emitted(named("cert-manager-1.20.3"))).toThrow(
      'definitions must be one of cert-manager-1.19.4, gateway-api-1.5.1, istio-1.29.1, karpenter-aws-1.14.1, knative-serving-1.21.1, kserve-0.20.0, got "cert-manager-1.20.3"; fix: npm run crds -- DIR, which writes the data of every release',
    );
  });
});

describe("the definitions of a release", () => {
  it("are asked for by part, or by the name of their data", () => {
    expect(crds({ release: first, component: "istio" })).toEqual(crds("istio-1.29.1"));
    expect(() => crds({ release: first, component: "nvidiaDevicePlugin" })).toThrow(
      "component must be a part with definitions, got NVIDIA device plugin, of which kserve-0.20 carries none; fix: name another part",
    );
  });

  it("lie under the groups that the data say", () => {
    for (const { definitions } of Object.values(first.components)) {
      if (!definitions) continue;
      const groups = new Set(crds(definitions.source).map(({ spec }) => spec.group));
      expect(new Set(definitions.groups)).toEqual(groups);
    }
  });
});
