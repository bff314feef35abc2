import { Testing } from "cdk8s";
import type { DaemonSet, Deployment } from "kubernetes-types/apps/v1";
import { describe, expect, it } from "vitest";
import { addonContext } from "../../lib/internal/addon";
import { daemon } from "../../lib/internal/daemon";
import type { Profile } from "../../lib/internal/profile";
import { workload, type ComponentOptions, type WorkloadProps } from "../../lib/internal/workload";

const PROPS: WorkloadProps = {
  name: "a",
  namespace: "n",
  labels: { app: "a", version: "1" },
  selector: { app: "a" },
  sizes: { upstream: {}, dev: {}, production: { replicas: 2 } },
  pod: { serviceAccountName: "a" },
  container: {
    name: "c",
    ports: [{ containerPort: 80 }],
    livenessProbe: { httpGet: { port: 80 } },
    readinessProbe: { httpGet: { port: 80 } },
  },
  probes: { livenessProbe: { tcpSocket: { port: 81 } } },
};

interface Emitted {
  readonly kind: string;
  readonly spec?: unknown;
}

function emitted(profile: Profile, props: Partial<WorkloadProps> = {}, options?: ComponentOptions): Emitted[] {
  const chart = Testing.chart();
  workload(chart, addonContext(chart, { profile }), { ...PROPS, ...props }, options);
  return Testing.synth(chart) as Emitted[];
}

const podOf = (objects: readonly Emitted[]): NonNullable<NonNullable<Deployment["spec"]>["template"]["spec"]> => {
  const spec = objects[0]?.spec as Deployment["spec"] | undefined;
  if (!spec?.template.spec) throw new Error("no pod template came first");
  return spec.template.spec;
};

describe("a workload", () => {
  it("is a Deployment alone, with upstream's probes, in profile upstream", () => {
    const objects = emitted("upstream");
    expect(objects.map(({ kind }) => kind)).toEqual(["Deployment"]);
    expect(podOf(objects)).toEqual({ serviceAccountName: "a", containers: [PROPS.container] });
  });

  it("has probes that differ and a policy that admits both in every other profile", () => {
    for (const profile of ["dev", "production"] as const) {
      const objects = emitted(profile, { furtherPorts: [82] });
      expect(podOf(objects).containers[0]).toMatchObject({
        livenessProbe: { tcpSocket: { port: 81 } },
        readinessProbe: { httpGet: { port: 80 } },
      });
      expect(objects.find(({ kind }) => kind === "NetworkPolicy")).toMatchObject({
        spec: {
          podSelector: { matchLabels: { app: "a" } },
          ingress: [{ ports: [{ port: 80 }, { port: 81 }, { port: 82 }] }],
        },
      });
    }
  });

  it("has no policy where the user wants none", () => {
    const kinds = emitted("production", {}, { networkPolicy: false }).map(({ kind }) => kind);
    expect(kinds).toEqual(["Deployment", "PodDisruptionBudget"]);
  });

  it("keeps its pods apart where there are several, unless it or the user says how they are placed", () => {
    const affinityOf = (...args: Parameters<typeof emitted>): unknown => podOf(emitted(...args)).affinity;
    expect(affinityOf("dev")).toBeUndefined();
    expect(affinityOf("production", {}, { replicas: 1 })).toBeUndefined();
    expect(affinityOf("production")).toMatchObject({
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            podAffinityTerm: { labelSelector: { matchLabels: { app: "a" } }, topologyKey: "kubernetes.io/hostname" },
          },
        ],
      },
    });
    const own = { nodeAffinity: {} };
    expect(affinityOf("production", { pod: { affinity: own } })).toEqual(own);
    expect(affinityOf("production", {}, { affinity: own })).toEqual(own);
  });
});

describe("a daemon", () => {
  function daemons(profile: Profile, networkPolicy?: boolean): Emitted[] {
    const chart = Testing.chart();
    const { name, namespace, selector, pod, container } = PROPS;
    const sizes = { upstream: undefined, dev: undefined, production: { limits: { cpu: "1" } } };
    const props = { name, namespace, selector, pod, container, sizes, egress: false };
    daemon(chart, addonContext(chart, { profile }), props, { networkPolicy });
    return Testing.synth(chart) as Emitted[];
  }

  it("is hardened and closed like a Deployment", () => {
    const [set, policy] = daemons("production") as [DaemonSet, Emitted];
    expect(set).toMatchObject({
      kind: "DaemonSet",
      spec: {
        template: {
          metadata: { labels: { app: "a" } },
          spec: { securityContext: { runAsUser: 65532 }, containers: [{ resources: { limits: { cpu: "1" } } }] },
        },
      },
    });
    expect(policy).toMatchObject({
      spec: { policyTypes: ["Ingress", "Egress"], ingress: [{ ports: [{ port: 80 }] }] },
    });
  });

  it("is upstream's own in profile upstream, and has no policy where the user wants none", () => {
    expect(daemons("upstream").map(({ kind }) => kind)).toEqual(["DaemonSet"]);
    expect(podOf(daemons("upstream"))).toEqual({ serviceAccountName: "a", containers: [PROPS.container] });
    expect(daemons("dev", false).map(({ kind }) => kind)).toEqual(["DaemonSet"]);
  });
});
