import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DefinitionData } from "./schema";

/** The upstream releases whose definitions this package carries, and the API groups in each. */
export const SOURCES = {
  "cert-manager-1.19.4": ["cert-manager.io", "acme.cert-manager.io"],
  "gateway-api-1.5.1": ["gateway.networking.k8s.io"],
  "istio-1.29.1": ["extensions.istio.io", "networking.istio.io", "security.istio.io", "telemetry.istio.io"],
  "knative-serving-1.21.1": [
    "serving.knative.dev",
    "networking.internal.knative.dev",
    "autoscaling.internal.knative.dev",
    "caching.internal.knative.dev",
  ],
  "kserve-0.20.0": ["serving.kserve.io", "inference.networking.k8s.io", "inference.networking.x-k8s.io", "llm-d.ai"],
  "karpenter-aws-1.14.1": ["karpenter.sh", "karpenter.k8s.aws", "autoscaling.x-k8s.io"],
} as const;

/** Name of a data file. */
export type CrdSource = keyof typeof SOURCES;

const loaded = new Map<CrdSource, DefinitionData>();

/** The data of one source, read on first use. */
export function definitionData(source: CrdSource): DefinitionData {
  let data = loaded.get(source);
  if (!data) {
    data = JSON.parse(readFileSync(join(__dirname, "data", `${source}.json`), "utf8")) as DefinitionData;
    loaded.set(source, data);
  }
  return data;
}
