import { groupOf, type KubeObject } from "./object";
import type { Settings } from "./settings";

/**
 * Properties whose change replaces the object, by group and kind, with the versions where the rule holds.
 * source: pulumi-kubernetes provider/pkg/provider/diff.go forceNew
 */
const SELECTOR = ["spec.selector"];
const VOLUME_SOURCES = [
  ...["awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "csi", "fc", "flexVolume", "flocker"],
  ...["gcePersistentDisk", "glusterfs", "hostPath", "iscsi", "local", "nfs", "photonPersistentDisk"],
  ...["portworxVolume", "quobyte", "rbd", "scaleIO", "storageos", "vsphereVolume"],
];
const POD = [
  ...["affinity", "automountServiceAccountToken", "dnsConfig", "dnsPolicy", "enableServiceLinks", "hostAliases"],
  ...["hostIPC", "hostNetwork", "hostPID", "hostname", "imagePullSecrets", "nodeName", "nodeSelector", "overhead"],
  ...["preemptionPolicy", "priority", "priorityClassName", "readinessGates", "restartPolicy", "runtimeClassName"],
  ...["schedulerName", "securityContext", "serviceAccount", "serviceAccountName", "shareProcessNamespace"],
  ...["subdomain", "terminationGracePeriodSeconds", "volumes"],
];
const CONTAINER = [
  ...["args", "command", "env", "image", "imagePullPolicy", "lifecycle", "livenessProbe", "ports", "readinessProbe"],
  ...["resources", "securityContext", "stdin", "stdinOnce", "terminationMessagePath", "terminationMessagePolicy"],
  ...["tty", "volumeDevices", "volumeMounts", "workingDir"],
];
const BINDING = ["roleRef"];
const RULES: Readonly<Record<string, readonly string[]>> = {
  "apps/Deployment": SELECTOR,
  "apps/DaemonSet": SELECTOR,
  "apps/StatefulSet": [
    ...SELECTOR,
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ],
  "batch/Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "rbac.authorization.k8s.io/RoleBinding": BINDING,
  "rbac.authorization.k8s.io/ClusterRoleBinding": BINDING,
  "storage.k8s.io/StorageClass": ["parameters", "provisioner"],
  "/PersistentVolume": VOLUME_SOURCES.map((name) => `spec.${name}`),
  "/PersistentVolumeClaim": ["accessModes", "selector", "storageClassName", "volumeName"].map((name) => `spec.${name}`),
  "/Pod": [
    ...POD.map((name) => `spec.${name}`),
    ...["containers", "initContainers"].flatMap((list) => CONTAINER.map((name) => `spec.${list}[*].${name}`)),
  ],
  "/ResourceQuota": ["spec.scopes"],
  "/Secret": ["type"],
  "/Service": ["spec.clusterIP"],
};

/** Paths of an object whose change, or a change within, makes another object of it. `[*]` is any entry of a list. */
export function replacingPaths(object: KubeObject, settings: Settings): readonly string[] {
  const { apiVersion, kind } = object;
  const always = ["metadata.name", "metadata.namespace"];
  const key = `${groupOf(apiVersion)}/${kind}`;
  const isImmutable = object["immutable"] === true;
  if (key === "/Secret" && (isImmutable || !settings.enableSecretMutable))
    return [...always, "type", "stringData", "data"];
  if (key === "/ConfigMap" && (isImmutable || !settings.enableConfigMapMutable))
    return [...always, "binaryData", "data"];
  return [...always, ...(RULES[key] ?? [])];
}

/** Whether a change at a path is one of those. */
export function isReplacing(path: readonly (string | number)[], rules: readonly string[]): boolean {
  const keys = path.map((key) => (typeof key === "number" ? "[*]" : key));
  return rules.some((rule) => {
    const wanted = rule.replaceAll("[*]", ".[*]").split(".");
    return wanted.length <= keys.length && wanted.every((key, index) => key === keys[index]);
  });
}
