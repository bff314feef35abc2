import { invalid } from "../internal/invalid";
import type { SourceDocument } from "./documents";

/** How models run. */
export type Mode = "Knative" | "Standard";

export const MODE_ANNOTATION = "serving.kserve.io/deploymentMode";
export const CLASS_ANNOTATION = "serving.kserve.io/autoscalerClass";

/** KServe's words for its modes, the old ones too. */
// source: kserve v0.20.0 pkg/constants/constants.go
const WORDS: Readonly<Record<string, Mode>> = {
  Knative: "Knative",
  Serverless: "Knative",
  Standard: "Standard",
  RawDeployment: "Standard",
};

/** The mode that an object states by its annotation; undefined where it states none. */
export function statedMode({ manifest, at }: SourceDocument): Mode | undefined {
  const annotations = manifest.metadata.annotations as Readonly<Record<string, unknown>> | undefined;
  const word = annotations?.[MODE_ANNOTATION];
  if (word === undefined) return undefined;
  const mode = typeof word === "string" && Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  if (mode) return mode;
  const path = `metadata.annotations["${MODE_ANNOTATION}"]`;
  throw invalid(at("metadata.annotations"), path, {
    expected: `one of ${Object.keys(WORDS).join(", ")}`,
    got: word,
    fix: word === "ModelMesh" ? "Standard; this package installs no ModelMesh" : "Standard, or Knative",
  });
}
