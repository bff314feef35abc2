import type { Construct } from "constructs";
import type { Container, PodSpec } from "kubernetes-types/core/v1";
import type { NetworkPolicy } from "kubernetes-types/networking/v1";
import { emit, type Labels } from "./emit";

/** The pods of one workload and what may pass. */
export interface NetworkPolicyProps {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Labels;
  readonly selector: Labels;
  /** Ports that anyone may reach. */
  readonly ports: readonly number[];
  /** Whether the pods open connections themselves. @default true */
  readonly egress?: boolean;
}

/**
 * Closes every port of a workload's pods but those that it serves.
 *
 * Callers are not named: the API server, which calls webhooks, and the kubelet, which probes, have no pod that a
 * policy could select. Policies add up, so one more opens one more port.
 */
export function networkPolicy(scope: Construct, props: NetworkPolicyProps): void {
  const { name, namespace, labels, selector, ports, egress = true } = props;
  emit(scope, {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace, ...(labels && { labels }) },
    spec: {
      podSelector: { matchLabels: selector },
      // Egress is not named where there is some: a rule that allows all of it would also undo a cluster's own default.
      policyTypes: egress ? ["Ingress"] : ["Ingress", "Egress"],
      ...(ports.length > 0 && { ingress: [{ ports: ports.map((port) => ({ port, protocol: "TCP" })) }] }),
    },
  } satisfies NetworkPolicy);
}

/** Every port that a pod serves: those that its containers declare, those that are probed, and further ones. */
export function servedPorts({ containers }: PodSpec, further: readonly number[] = []): number[] {
  const own = containers.flatMap((container) => [
    ...(container.ports ?? []).map(({ containerPort }) => containerPort),
    ...probedPorts(container),
  ]);
  return [...new Set([...own, ...further])].sort((a, b) => a - b);
}

function probedPorts({ livenessProbe, readinessProbe, startupProbe }: Container): number[] {
  return [livenessProbe, readinessProbe, startupProbe].flatMap((probe) => {
    const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? probe?.grpc?.port;
    // A name is that of a declared port.
    return typeof port === "number" ? [port] : [];
  });
}
