import { invalid } from "../internal/invalid";
import { DEPLOYMENT_MODES, type DeploymentMode } from "../kserve/config/deploy";
import type { SourceDocument } from "./documents";

export const MODE_ANNOTATION = "serving.kserve.io/deploymentMode";
export const CLASS_ANNOTATION = "serving.kserve.io/autoscalerClass";

/** The mode that an object states by its annotation; undefined where it states none. */
export function statedMode({ manifest, at }: SourceDocument): DeploymentMode | undefined {
  const annotations = manifest.metadata.annotations as Readonly<Record<string, unknown>> | undefined;
  const word = annotations?.[MODE_ANNOTATION];
  if (word === undefined) return undefined;
  const mode = typeof word === "string" && Object.hasOwn(DEPLOYMENT_MODES, word) ? DEPLOYMENT_MODES[word] : undefined;
  if (mode) return mode;
  const path = `metadata.annotations["${MODE_ANNOTATION}"]`;
  throw invalid(at("metadata.annotations"), path, {
    expected: `one of ${Object.keys(DEPLOYMENT_MODES).join(", ")}`,
    got: word,
    fix: word === "ModelMesh" ? "Standard; this package installs no ModelMesh" : "Standard, or Knative",
  });
}
