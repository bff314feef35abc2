import type { Container, PodSpec, SecurityContext } from "kubernetes-types/core/v1";

/** One control of the Pod Security Standards: what a pod does against it. */
interface Control {
  readonly name: string;
  readonly violations: (pod: PodSpec) => readonly string[];
}

/** Containers of every sort. */
const all = ({ containers, initContainers = [], ephemeralContainers = [] }: PodSpec): readonly Container[] => [
  ...containers,
  ...initContainers,
  ...ephemeralContainers,
];

/** Names of the containers whose security context, or whose pod's, is not as it should be. */
const where = (pod: PodSpec, wrong: (own: SecurityContext, container: Container) => boolean): string[] =>
  all(pod)
    .filter((container) => wrong(container.securityContext ?? {}, container))
    .map(({ name }) => name);

/** "pod" where the pod's own security context is wrong, whatever its containers say. */
const atPod = ({ securityContext }: PodSpec, wrong: (own: Shared) => boolean): string[] =>
  securityContext && wrong(securityContext) ? ["pod"] : [];

/** What the security contexts of pods and containers have in common. */
type Shared = Pick<
  SecurityContext,
  "appArmorProfile" | "runAsNonRoot" | "runAsUser" | "seccompProfile" | "seLinuxOptions"
>;

/** The pod and the containers where a security context states something wrong. */
const stated = (pod: PodSpec, wrong: (own: Shared) => boolean): string[] => [
  ...atPod(pod, wrong),
  ...where(pod, wrong),
];

const VOLUMES = new Set([
  "name",
  ...["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image"],
  ...["persistentVolumeClaim", "projected", "secret"],
]);
const PROFILES = ["RuntimeDefault", "Localhost"];
const SELINUX = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
const SYSCTLS = new Set([
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
]);

/** The host that a probe or a hook of a container names, if it names one. */
function namesHost({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Container): boolean {
  return [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop].some(
    (handler) => (handler?.httpGet?.host ?? handler?.tcpSocket?.host) !== undefined,
  );
}

/**
 * Every control of profile "restricted", those of "baseline" included, but for the ones of Windows.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const restricted: readonly Control[] = [
  {
    name: "Host Namespaces",
    violations: ({ hostNetwork, hostPID, hostIPC }) => (hostNetwork || hostPID || hostIPC ? ["pod"] : []),
  },
  { name: "Privileged Containers", violations: (pod) => where(pod, ({ privileged }) => privileged === true) },
  {
    name: "Capabilities",
    violations: (pod) =>
      where(
        pod,
        ({ capabilities: { drop = [], add = [] } = {} }) =>
          !drop.includes("ALL") || add.some((capability) => capability !== "NET_BIND_SERVICE"),
      ),
  },
  {
    name: "Volume Types",
    violations: ({ volumes = [] }) =>
      volumes.filter((volume) => Object.keys(volume).some((key) => !VOLUMES.has(key))).map(({ name }) => name),
  },
  {
    name: "Host Ports",
    violations: (pod) => where(pod, (_, { ports = [] }) => ports.some(({ hostPort }) => hostPort !== undefined)),
  },
  { name: "Host Probes / Lifecycle Hooks", violations: (pod) => where(pod, (_, container) => namesHost(container)) },
  {
    name: "AppArmor",
    violations: (pod) =>
      stated(pod, ({ appArmorProfile }) => appArmorProfile !== undefined && !PROFILES.includes(appArmorProfile.type)),
  },
  {
    name: "SELinux",
    violations: (pod) =>
      stated(
        pod,
        ({ seLinuxOptions: { type = "", user, role } = {} }) =>
          !SELINUX.includes(type) || user !== undefined || role !== undefined,
      ),
  },
  {
    name: "/proc Mount Type",
    violations: (pod) => where(pod, ({ procMount = "Default" }) => procMount !== "Default"),
  },
  {
    name: "Sysctls",
    violations: ({ securityContext: { sysctls = [] } = {} }) =>
      sysctls.filter(({ name }) => !SYSCTLS.has(name)).map(({ name }) => name),
  },
  {
    name: "Privilege Escalation",
    violations: (pod) => where(pod, ({ allowPrivilegeEscalation }) => allowPrivilegeEscalation !== false),
  },
  {
    name: "Running as Non-root",
    violations: (pod) => [
      ...atPod(pod, ({ runAsNonRoot }) => runAsNonRoot === false),
      ...where(pod, ({ runAsNonRoot = pod.securityContext?.runAsNonRoot }) => runAsNonRoot !== true),
    ],
  },
  { name: "Running as Non-root user", violations: (pod) => stated(pod, ({ runAsUser }) => runAsUser === 0) },
  {
    name: "Seccomp",
    violations: (pod) => [
      ...atPod(pod, ({ seccompProfile }) => seccompProfile !== undefined && !PROFILES.includes(seccompProfile.type)),
      ...where(
        pod,
        ({ seccompProfile = pod.securityContext?.seccompProfile }) => !PROFILES.includes(seccompProfile?.type ?? ""),
      ),
    ],
  },
];

/** What a pod does against profile "restricted", as `control: where`. */
export function violationsOf(pod: PodSpec): string[] {
  return restricted.flatMap(({ name, violations }) => violations(pod).map((place) => `${name}: ${place}`));
}
