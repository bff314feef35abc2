import type { PodSpec } from "kubernetes-types/core/v1";
import { describe, expect, it } from "vitest";
import { podsOf } from "./platform";
import { restricted, violationsOf } from "./restricted";

/** A pod that does nothing wrong; each case below breaks one control of it. */
const good: PodSpec = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  containers: [{ name: "c", securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } }],
};
const container = (own: object): PodSpec => ({ ...good, containers: [{ ...good.containers[0], name: "c", ...own }] });
const security = (own: object): PodSpec =>
  container({ securityContext: { ...good.containers[0]?.securityContext, ...own } });

const bad: Readonly<Record<string, readonly PodSpec[]>> = {
  "Host Namespaces": [
    { ...good, hostNetwork: true },
    { ...good, hostPID: true },
    { ...good, hostIPC: true },
  ],
  "Privileged Containers": [security({ privileged: true })],
  Capabilities: [
    security({ capabilities: undefined }),
    security({ capabilities: { drop: ["NET_RAW"] } }),
    security({ capabilities: { drop: ["ALL"], add: ["SYS_ADMIN"] } }),
  ],
  "Volume Types": [{ ...good, volumes: [{ name: "v", hostPath: { path: "/" } }] }],
  "Host Ports": [container({ ports: [{ containerPort: 80, hostPort: 80 }] })],
  "Host Probes / Lifecycle Hooks": [container({ livenessProbe: { httpGet: { port: 80, host: "127.0.0.1" } } })],
  AppArmor: [
    security({ appArmorProfile: { type: "Unconfined" } }),
    { ...good, securityContext: { ...good.securityContext, appArmorProfile: { type: "Unconfined" } } },
  ],
  SELinux: [security({ seLinuxOptions: { type: "spc_t" } }), security({ seLinuxOptions: { user: "u" } })],
  "/proc Mount Type": [security({ procMount: "Unmasked" })],
  Sysctls: [
    { ...good, securityContext: { ...good.securityContext, sysctls: [{ name: "kernel.msgmax", value: "1" }] } },
  ],
  "Privilege Escalation": [security({ allowPrivilegeEscalation: undefined })],
  "Running as Non-root": [
    { ...good, securityContext: { seccompProfile: { type: "RuntimeDefault" } } },
    security({ runAsNonRoot: false }),
    { ...security({ runAsNonRoot: true }), securityContext: { ...good.securityContext, runAsNonRoot: false } },
  ],
  "Running as Non-root user": [security({ runAsUser: 0 })],
  Seccomp: [{ ...good, securityContext: { runAsNonRoot: true } }, security({ seccompProfile: { type: "Unconfined" } })],
};

describe("the controls of Pod Security's profile restricted", () => {
  it("let a good pod pass, a low port and an init container included", () => {
    expect(violationsOf(good)).toEqual([]);
    expect(violationsOf(security({ capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } }))).toEqual([]);
  });

  it.each(restricted.map(({ name }) => name))("%s refuses a pod that breaks it, and no other control does", (name) => {
    expect(bad[name], "a case for this control").toBeDefined();
    for (const pod of bad[name] ?? []) {
      expect(violationsOf(pod).map((violation) => violation.split(": ")[0])).toEqual([name]);
    }
  });

  it("look at init containers too", () => {
    expect(violationsOf({ ...good, initContainers: [{ name: "init" }] })).toContain("Privilege Escalation: init");
  });
});

/** What the device plugin does against the profile; its namespace is kube-system, which enforces none. */
const DEVICE_PLUGIN = [
  // How a kubelet learns of devices.
  "Volume Types: kubelet-device-plugins-dir",
  // That directory is root's.
  "Running as Non-root: pod",
  "Running as Non-root: nvidia-device-plugin-ctr",
  "Running as Non-root user: pod",
];

describe.each(["dev", "production"] as const)("every pod of profile %s", (profile) => {
  it("satisfies profile restricted, but for NVIDIA's device plugin", () => {
    const violations = podsOf(profile)
      .map(({ title, pod }) => ({ title, violations: violationsOf(pod) }))
      .filter((found) => found.violations.length > 0);
    expect(violations).toEqual([
      { title: "DaemonSet kube-system/nvidia-device-plugin-daemonset", violations: DEVICE_PLUGIN },
    ]);
  });
});
