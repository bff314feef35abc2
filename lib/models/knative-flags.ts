import type { JudgedComponent, JudgedModel } from "./judged-model";
import type { ComponentSpec } from "./spec";

/** A field that Knative lets through only with a flag of its `config-features`. */
export interface FlaggedField {
  readonly prop: string;
  readonly flag: string;
  readonly got: unknown;
  /** Whether "allowed" is not enough. */
  readonly needsEnabled: boolean;
}

/** The flags that a model needs of Knative. */
export function neededFlags({ mode, components }: JudgedModel): ReadonlySet<string> {
  return new Set(mode === "Knative" ? components.flatMap(flaggedFields).map(({ flag }) => flag) : []);
}

/** Fields of a pod by their flag. */
// source: knative.dev/serving v0.48.1 pkg/apis/serving/fieldmask.go PodSpecMask
const POD_FIELDS = {
  affinity: "affinity",
  dnsConfig: "dnsconfig",
  dnsPolicy: "dnspolicy",
  hostAliases: "hostaliases",
  hostIPC: "hostipc",
  hostNetwork: "hostnetwork",
  hostPID: "hostpid",
  nodeSelector: "nodeselector",
  priorityClassName: "priorityclassname",
  runtimeClassName: "runtimeclassname",
  schedulerName: "schedulername",
  securityContext: "securitycontext",
  shareProcessNamespace: "shareprocessnamespace",
  tolerations: "tolerations",
  topologySpreadConstraints: "topologyspreadconstraints",
} as const satisfies Partial<Record<keyof ComponentSpec, string>>;

/** Volumes by their flag; a claim has two. */
// source: knative.dev/serving v0.48.1 pkg/apis/serving/k8s_validation.go validateVolume
const VOLUMES = {
  csi: "volumes-csi",
  emptyDir: "volumes-emptydir",
  hostPath: "volumes-hostpath",
  image: "volumes-image",
  persistentVolumeClaim: "persistent-volume-claim",
} as const;

/** Every field of a component that needs a flag. */
export function flaggedFields(component: JudgedComponent): FlaggedField[] {
  const { at, spec, pool } = component;
  const found = (prop: string, flag: string, got: unknown, needsEnabled = false): FlaggedField => ({
    prop: at + prop,
    flag: flag.startsWith("multi-container") ? flag : `kubernetes.${flag}`,
    got,
    needsEnabled,
  });
  return [
    ...Object.entries(POD_FIELDS).flatMap(([field, flag]) => {
      const value = spec[field as keyof typeof POD_FIELDS];
      if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) return [];
      // What came from a pool is told as the pool.
      const isPools = pool && (field === "nodeSelector" || field === "tolerations");
      return [isPools ? found("pool", `podspec-${flag}`, pool.name) : found(field, `podspec-${flag}`, value)];
    }),
    ...(spec.initContainers?.length
      ? [found("initContainers", "podspec-init-containers", spec.initContainers.length, true)]
      : []),
    ...containers(component, found),
    ...volumes(spec, found),
    ...storage(spec, found),
  ];
}

type Found = (prop: string, flag: string, got: unknown, needsEnabled?: boolean) => FlaggedField;

function containers({ containers: all }: JudgedComponent, found: Found): FlaggedField[] {
  const beside = all.filter(({ kind }) => kind === "server" || kind === "container");
  const more = beside.length > 1 ? [found("containers", "multi-container", beside.length, true)] : [];
  return [
    ...more,
    ...all.flatMap(({ at, container, kind }) => {
      if (kind.startsWith("worker")) return [];
      const field = container.env?.find(({ valueFrom }) => valueFrom?.fieldRef ?? valueFrom?.resourceFieldRef);
      const added = container.securityContext?.capabilities?.add;
      const propagated = container.volumeMounts?.find(({ mountPropagation }) => mountPropagation !== undefined);
      const isSidecar = kind === "container" && beside.length > 1 && (container.ports ?? []).length === 0;
      const probe = isSidecar ? (container.livenessProbe ?? container.readinessProbe) : undefined;
      return [
        ...(probe ? [found(`${at}.probes`, "multi-container-probing", probe, true)] : []),
        ...(field ? [found(`${at}.env`, "podspec-fieldref", field.name)] : []),
        ...(added?.length
          ? [found(`${at}.securityContext.capabilities.add`, "containerspec-addcapabilities", added)]
          : []),
        ...(propagated
          ? [found(`${at}.volumeMounts`, "podspec-volumes-mount-propagation", propagated.mountPropagation, true)]
          : []),
      ];
    }),
  ];
}

function volumes({ volumes: all = [] }: ComponentSpec, found: Found): FlaggedField[] {
  return all.flatMap((volume, index) => {
    const prop = `volumes[${String(index)}]`;
    const kinds = Object.entries(VOLUMES).flatMap(([kind, flag]) =>
      volume[kind as keyof typeof VOLUMES] === undefined
        ? []
        : [found(`${prop}.${kind}`, `podspec-${flag}`, volume.name, true)],
    );
    const written = volume.persistentVolumeClaim && volume.persistentVolumeClaim.readOnly !== true;
    return written ? [...kinds, found(prop, "podspec-persistent-volume-write", volume.name, true)] : kinds;
  });
}

/** Of several places KServe makes init containers and volumes before Knative sees the pod; of one, behind it. */
// source: kserve v0.20.0 pkg/controller/v1beta1/inferenceservice/reconcilers/knative/ksvc_reconciler.go createKnativeService
function storage({ storageUris = [] }: ComponentSpec, found: Found): FlaggedField[] {
  const uris = storageUris.map(({ uri }) => uri);
  const flags = new Set(
    uris.flatMap((uri) => {
      if (uri.startsWith("pvc://")) return ["podspec-persistent-volume-claim"];
      if (uri.startsWith("oci+native://")) return ["podspec-volumes-image"];
      if (/^oci(\+\w+)?:\/\//.test(uri)) {
        return [
          "podspec-init-containers",
          "podspec-volumes-emptydir",
          "multi-container",
          "podspec-shareprocessnamespace",
        ];
      }
      return ["podspec-init-containers", "podspec-volumes-emptydir"];
    }),
  );
  return [...flags].map((flag) => found("storageUris", flag, uris, flag !== "podspec-shareprocessnamespace"));
}
