import type { Service } from "kubernetes-types/core/v1";
import type { NetworkPolicy } from "kubernetes-types/networking/v1";
import { describe, expect, it } from "vitest";
import { platformOf, podsOf, type Pods } from "./platform";

const selects = (selector: Readonly<Record<string, string>>, { labels }: Pods): boolean =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

describe.each(["dev", "production"] as const)("the network policies of profile %s", (profile) => {
  const objects = platformOf(profile);
  const pods = podsOf(profile);
  const policies = objects.filter(({ kind }) => kind === "NetworkPolicy") as NetworkPolicy[];
  const services = objects.filter(({ kind }) => kind === "Service") as Service[];
  const policiesOf = (target: Pods): NetworkPolicy[] =>
    policies.filter(
      ({ metadata, spec }) =>
        metadata?.namespace === target.namespace && selects(spec?.podSelector.matchLabels ?? {}, target),
    );
  const openPorts = (target: Pods): unknown[] =>
    policiesOf(target).flatMap(({ spec }) =>
      (spec?.ingress ?? []).flatMap(({ ports = [] }) => ports.map(({ port }) => port)),
    );

  it("are one for each workload, and each selects the pods of one", () => {
    for (const target of pods) expect(policiesOf(target), target.title).toHaveLength(1);
    expect(policies).toHaveLength(pods.length);
  });

  it("let through what Services send to the pods, webhooks included", () => {
    let sent = 0;
    for (const { metadata, spec } of services) {
      const targets = pods.filter(
        (target) => target.namespace === metadata?.namespace && spec?.selector && selects(spec.selector, target),
      );
      expect(targets, metadata?.name).not.toEqual([]);
      for (const target of targets) {
        const named = target.pod.containers.flatMap(({ ports = [] }) => ports);
        for (const { targetPort, port } of spec?.ports ?? []) {
          const wanted = targetPort ?? port;
          const number = named.find(({ name }) => name === wanted)?.containerPort ?? wanted;
          expect(openPorts(target), `Service ${metadata?.name ?? ""} port ${String(wanted)}`).toContain(number);
          sent += 1;
        }
      }
    }
    expect(sent).toBeGreaterThan(services.length);
  });

  it("let through what Prometheus is told to scrape", () => {
    for (const target of pods) {
      const port = target.annotations["prometheus.io/port"];
      if (port !== undefined) expect(openPorts(target), target.title).toContain(Number(port));
    }
  });

  it("close the device plugin, which speaks with nobody over the network", () => {
    const plugin = pods.find(({ title }) => title.includes("nvidia"));
    expect(plugin && policiesOf(plugin)[0]?.spec?.policyTypes).toEqual(["Ingress", "Egress"]);
    expect(plugin && openPorts(plugin)).toEqual([]);
  });
});
