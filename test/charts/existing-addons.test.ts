import { App } from "cdk8s";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import type { ServingPlatformProps } from "../../charts/platform-props";
import { InferenceService } from "../../lib/models/inference-service";
import { plan, type Plan } from "../../lib/plan";
import { releases } from "../../lib/releases";
import { existing } from "../../lib/releases/existing";
import type { ComponentName } from "../../lib/releases/release";

const { components } = releases.kserve020;

/** The charts that each add-on brings, and the objects of it that lie in others. */
const BROUGHT: Readonly<Record<string, { readonly charts: readonly string[]; readonly objects?: readonly string[] }>> =
  {
    certManager: { charts: ["cert-manager-crds", "cert-manager"], objects: ["Namespace cert-manager"] },
    gatewayApi: { charts: ["gateway-api-crds"] },
    gateway: { charts: ["kserve-gateway"] },
    istio: {
      charts: ["istio-crds", "istio", "istio-ingress"],
      objects: ["Namespace istio-system", "gateway.networking.k8s.io/GatewayClass istio"],
    },
    knativeServing: { charts: ["knative-serving-crds", "knative-serving"], objects: ["Namespace knative-serving"] },
    netIstio: { charts: ["net-istio"] },
    kserve: { charts: ["kserve-crds", "kserve", "kserve-runtimes"], objects: ["Namespace kserve"] },
    nvidiaDevicePlugin: { charts: ["nvidia-device-plugin"] },
  };

const EVERYWHERE = ["certManager", "istio", "kserve", "nvidiaDevicePlugin"];
const MODES: readonly { readonly props: ServingPlatformProps; readonly addons: readonly string[] }[] = [
  { props: { mode: "Knative" }, addons: [...EVERYWHERE, "knativeServing", "netIstio"] },
  // Both stated, since beside an existing gateway neither is installed by default.
  { props: { mode: "Standard", gatewayApi: true, istio: {} }, addons: [...EVERYWHERE, "gatewayApi", "gateway"] },
  { props: { mode: "Standard", gatewayApi: false }, addons: EVERYWHERE },
];
const forms = (["dev", "production", "upstream"] as const).flatMap((profile) =>
  MODES.map(({ props, addons }) => ({
    form: `${profile}, ${props.mode ?? ""}${props.gatewayApi === false ? " with Ingresses" : ""}`,
    props: { ...props, profile, kubernetes: "1.35", domain: "models.acme.dev" },
    addons,
  })),
);

function planned(props: ServingPlatformProps): Plan {
  const app = new App();
  new InferenceService(defaultPlatform(app, props).namespace("team-a"), "iris", {
    predictor: { model: { modelFormat: "sklearn", storageUri: "gs://acme/iris" } },
  });
  return plan(app);
}

function optionFor(addon: string): object {
  if (addon === "gateway") return existing({ name: "shared", namespace: "ingress", class: "istio" });
  return existing({ version: components[addon as ComponentName].version });
}

const idsOf = ({ charts }: Plan): string[] => charts.flatMap(({ objects }) => objects.map(({ id }) => id));
const filesOf = ({ charts }: Plan): string[] => charts.map(({ file }) => file);

/** Everything that each object waits for, directly or through others; a gate waits for all objects of its chart. */
function ancestors({ charts }: Plan): Map<string, ReadonlySet<string>> {
  const direct = new Map<string, readonly string[]>();
  for (const { objects, gate } of charts) {
    for (const { id, after } of objects) direct.set(id, after);
    if (gate)
      direct.set(
        gate.id,
        objects.map(({ id }) => id),
      );
  }
  const found = new Map<string, ReadonlySet<string>>();
  const visit = (id: string): ReadonlySet<string> => {
    let all = found.get(id);
    if (!all) {
      all = new Set((direct.get(id) ?? []).flatMap((other) => [other, ...visit(other)]));
      found.set(id, all);
    }
    return all;
  };
  for (const id of direct.keys()) visit(id);
  return found;
}

describe.each(forms)("with one add-on that the cluster has ($form)", ({ props, addons }) => {
  const full = planned(props);
  const before = ancestors(full);

  it.each(addons)("%s is not emitted, and nothing else is lost", (addon) => {
    const reduced = planned({ ...props, [addon]: optionFor(addon) });
    const { charts, objects = [] } = BROUGHT[addon] ?? { charts: [] };
    const gone = new Set([
      ...full.charts.flatMap((chart) => (charts.includes(chart.name) ? chart.objects.map(({ id }) => id) : [])),
      ...objects,
    ]);
    expect(new Set(idsOf(reduced))).toEqual(new Set(idsOf(full).filter((id) => !gone.has(id))));
    // No file of the others is renamed, so what comes and goes is one add-on's files.
    expect(filesOf(full)).toEqual(expect.arrayContaining(filesOf(reduced)));

    const after = ancestors(reduced);
    for (const [id, waits] of after) {
      const lost = [...(before.get(id) ?? [])].filter((other) => after.has(other) && !waits.has(other));
      expect(lost, id).toEqual([]);
    }
  });
});

describe("the stated version of an add-on that the cluster has", () => {
  const stated = [
    "certManager",
    "istio",
    "knativeServing",
    "netIstio",
    "kserve",
    "nvidiaDevicePlugin",
    "gatewayApi",
    "keda",
  ];

  it.each(stated as ComponentName[])("is an error where it is not the tested one: %s", (addon) => {
    const { title, version } = components[addon];
    const mode = addon === "gatewayApi" ? "Standard" : "Knative";
    const apply = (): unknown => defaultPlatform(new App(), { mode, [addon]: existing({ version: "9.9.9" }) });
    expect(apply).toThrow(`platform: ${addon}.version must be ${title} `);
    expect(apply).toThrow('which kserve-0.20 (KServe 0.20.0) was tested with, got "9.9.9"');
    expect(apply).toThrow(
      `fix: move ${title} to ${version}, the version of the nearest tested set (kserve-0.20), or allowUntested: "<reason>"`,
    );
  });

  it("passes with a reason, which becomes a note", () => {
    const certManager = existing({ version: "9.9.9", allowUntested: "the platform team's pin" });
    expect(defaultPlatform(new App(), { certManager }).notes).toContain(
      "cert-manager 9.9.9 is untested with kserve-0.20: the platform team's pin",
    );
  });
});
