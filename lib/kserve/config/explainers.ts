import { invalid } from "../../internal/invalid";
import type { Section } from "./section";

/** Section `explainers`: KServe joins image and version with a colon, so the reference is split at its last one. */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/explainer_art.go
export function explainers({ scope, context }: Section): object {
  const reference = context.images.ref("kserve-art-explainer");
  const [, image, defaultImageVersion] = /^(.+):([^:/]+)$/.exec(reference) ?? [];
  if (image === undefined) {
    throw invalid(scope, `images["kserve-art-explainer"]`, {
      expected: "an image with a tag or a digest",
      got: reference,
      fix: `"${reference}:latest"`,
    });
  }
  return { art: { image, defaultImageVersion } };
}
