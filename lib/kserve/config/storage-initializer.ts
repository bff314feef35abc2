import type { IConfigMap } from "cdk8s-plus-27";
import type { Quantity } from "../../internal/quantity";
import { nameOf } from "../../internal/resource-name";
import { plainAmount, plainAmounts, SMALL, type ContainerAmounts } from "./container-amounts";
import { oneOf, whole, type Section } from "./section";

/** The init container that fetches a model before its server starts. */
export interface StorageInitializerOptions extends ContainerAmounts {
  /** ConfigMap with CA certificates that is copied to the namespaces of models. @default - none */
  readonly caBundleConfigMapName?: string | IConfigMap;
  /** Where that ConfigMap is mounted. @default "/etc/ssl/custom-certs" */
  readonly caBundleVolumeMountPath?: string;
  /** Models from `oci://` images, as a sidecar that shares its files. @default true */
  readonly enableModelcar?: boolean;
  /** Request and limit of that sidecar. @default "10m" */
  readonly cpuModelcar?: Quantity;
  /** Request and limit of that sidecar. @default "15Mi" */
  readonly memoryModelcar?: Quantity;
  /** User id of that sidecar and of the model server beside it. @default 1010 */
  readonly uidModelcar?: number;
  /** Every way to read `oci://` models. @default - as enableModelcar */
  readonly enableOciModelSupport?: boolean;
  /** How an `oci://` image becomes files. @default "modelcar" */
  readonly ociModelMode?: "modelcar" | "native" | "fetch";
}

/** Section `storageInitializer`. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config; pkg/types/config.go
export function storageInitializer({ scope, context }: Section, options: StorageInitializerOptions = {}): object {
  return {
    image: context.images.ref("kserve-storage-initializer"),
    ...plainAmounts(scope, "storageInitializer", SMALL, options),
    caBundleConfigMapName: nameOf(options.caBundleConfigMapName ?? ""),
    caBundleVolumeMountPath: options.caBundleVolumeMountPath ?? "/etc/ssl/custom-certs",
    enableModelcar: options.enableModelcar ?? true,
    cpuModelcar: plainAmount(scope, "storageInitializer.cpuModelcar", options.cpuModelcar ?? "10m"),
    memoryModelcar: plainAmount(scope, "storageInitializer.memoryModelcar", options.memoryModelcar ?? "15Mi"),
    uidModelcar: whole(scope, "storageInitializer.uidModelcar", options.uidModelcar, 0, 1010) ?? 1010,
    enableOciModelSupport: options.enableOciModelSupport,
    ociModelMode: oneOf(scope, "storageInitializer.ociModelMode", options.ociModelMode, [
      "modelcar",
      "native",
      "fetch",
    ]),
  };
}
