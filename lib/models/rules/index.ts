import { artStorage } from "./art-storage";
import { autoscalerKnown } from "./autoscaler-known";
import { blockedVariables } from "./blocked-variables";
import { canaryAlike } from "./canary-alike";
import { canaryFixed } from "./canary-fixed";
import { canaryMode } from "./canary-mode";
import { canaryNames } from "./canary-names";
import { canaryPercent } from "./canary-percent";
import { canaryTraffic } from "./canary-traffic";
import { confidential } from "./confidential";
import { containerImages } from "./container-images";
import { containerNames } from "./container-names";
import { credentialsScheme } from "./credentials-scheme";
import { customProtocol } from "./custom-protocol";
import { ephemeralContainers } from "./ephemeral-containers";
import { formatServed } from "./format-served";
import { gkeAccelerator } from "./gke-accelerator";
import { gpusOnce } from "./gpus-once";
import { hostLabel } from "./host-label";
import { hpaFloor } from "./hpa-floor";
import { hpaMetrics } from "./hpa-metrics";
import { hpaTargets } from "./hpa-targets";
import { ignoredAnnotations } from "./ignored-annotations";
import { ignoredFields } from "./ignored-fields";
import { kedaBehavior } from "./keda-behavior";
import { kedaMetrics } from "./keda-metrics";
import { kedaTargets } from "./keda-targets";
import { knativeAnnotations } from "./knative-annotations";
import { knativeBounds } from "./knative-bounds";
import { knativeFeatures } from "./knative-features";
import { knativeIgnores } from "./knative-ignores";
import { knativeMetric } from "./knative-metric";
import { knativePodFields } from "./knative-pod-fields";
import { knativePorts } from "./knative-ports";
import { knativeProbes } from "./knative-probes";
import { knativeReserved } from "./knative-reserved";
import { knativeVolumes } from "./knative-volumes";
import { knativeZero } from "./knative-zero";
import { literalSecrets } from "./literal-secrets";
import { logger } from "./logger";
import { modeKnown } from "./mode-known";
import { modelName } from "./model-name";
import { mountsHaveVolumes } from "./mounts-have-volumes";
import { multiNodeGpus } from "./multi-node-gpus";
import { multiNodeVariables } from "./multi-node-variables";
import { multiNode } from "./multi-node";
import { namedRuntime } from "./named-runtime";
import { ociMounts } from "./oci-mounts";
import { oneImplementation } from "./one-implementation";
import { oneScaling } from "./one-scaling";
import { poolHoldsModel } from "./pool-holds-model";
import { poolNeedsGpus } from "./pool-needs-gpus";
import { probePorts } from "./probe-ports";
import { quantities } from "./quantities";
import { replicas } from "./replicas";
import { requestWithinLimit } from "./request-within-limit";
import { serverFirst } from "./server-first";
import { serverUnnamed } from "./server-unnamed";
import { serviceLabel } from "./service-label";
import { standardAnnotations } from "./standard-annotations";
import { standardIgnores } from "./standard-ignores";
import { standardTimeout } from "./standard-timeout";
import { storageOnce } from "./storage-once";
import { storageScheme } from "./storage-scheme";
import { storageUriBesideTransformer } from "./storage-uri-beside-transformer";
import { storageUrisPaths } from "./storage-uris-paths";
import { unscaled } from "./unscaled";
import { visibility } from "./visibility";
import { wholeSeconds } from "./whole-seconds";
import type { Rule } from "./rule";
import type { RuleName } from "./rule-name";

export type { RuleName } from "./rule-name";

/** Every rule by its name, the name of its file; findings come in this order. */
export const RULES: Readonly<Record<RuleName, Rule>> = {
  "mode-known": modeKnown,
  "model-name": modelName,
  "one-implementation": oneImplementation,
  "art-storage": artStorage,
  "autoscaler-known": autoscalerKnown,
  "blocked-variables": blockedVariables,
  "canary-alike": canaryAlike,
  "canary-fixed": canaryFixed,
  "canary-mode": canaryMode,
  "canary-names": canaryNames,
  "canary-percent": canaryPercent,
  "canary-traffic": canaryTraffic,
  confidential: confidential,
  "container-images": containerImages,
  "container-names": containerNames,
  "credentials-scheme": credentialsScheme,
  "custom-protocol": customProtocol,
  "ephemeral-containers": ephemeralContainers,
  "format-served": formatServed,
  "gke-accelerator": gkeAccelerator,
  "gpus-once": gpusOnce,
  "host-label": hostLabel,
  "hpa-floor": hpaFloor,
  "hpa-metrics": hpaMetrics,
  "hpa-targets": hpaTargets,
  "ignored-annotations": ignoredAnnotations,
  "ignored-fields": ignoredFields,
  "keda-behavior": kedaBehavior,
  "keda-metrics": kedaMetrics,
  "keda-targets": kedaTargets,
  "knative-annotations": knativeAnnotations,
  "knative-bounds": knativeBounds,
  "knative-features": knativeFeatures,
  "knative-ignores": knativeIgnores,
  "knative-metric": knativeMetric,
  "knative-pod-fields": knativePodFields,
  "knative-ports": knativePorts,
  "knative-probes": knativeProbes,
  "knative-reserved": knativeReserved,
  "knative-volumes": knativeVolumes,
  "knative-zero": knativeZero,
  "literal-secrets": literalSecrets,
  logger: logger,
  "mounts-have-volumes": mountsHaveVolumes,
  "multi-node-gpus": multiNodeGpus,
  "multi-node-variables": multiNodeVariables,
  "multi-node": multiNode,
  "named-runtime": namedRuntime,
  "oci-mounts": ociMounts,
  "one-scaling": oneScaling,
  "pool-holds-model": poolHoldsModel,
  "pool-needs-gpus": poolNeedsGpus,
  "probe-ports": probePorts,
  quantities: quantities,
  replicas: replicas,
  "request-within-limit": requestWithinLimit,
  "server-first": serverFirst,
  "server-unnamed": serverUnnamed,
  "service-label": serviceLabel,
  "standard-annotations": standardAnnotations,
  "standard-ignores": standardIgnores,
  "standard-timeout": standardTimeout,
  "storage-once": storageOnce,
  "storage-scheme": storageScheme,
  "storage-uri-beside-transformer": storageUriBesideTransformer,
  "storage-uris-paths": storageUrisPaths,
  unscaled: unscaled,
  visibility: visibility,
  "whole-seconds": wholeSeconds,
};
