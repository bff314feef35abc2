import type { Manifest } from "../../../lib/internal/emit";

const NAME = "system:coredns";
const rbac = "rbac.authorization.k8s.io";

/** The user that CoreDNS is, and what it may read. */
export const dnsRole = {
  user: NAME,
  manifests: [
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRole",
      metadata: { name: NAME },
      rules: [
        { apiGroups: [""], resources: ["services", "pods", "namespaces"], verbs: ["list", "watch"] },
        { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
      ],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name: NAME },
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name: NAME },
      subjects: [{ apiGroup: rbac, kind: "User", name: NAME }],
    },
  ] satisfies readonly (Manifest & Record<string, unknown>)[],
};
