import type { IConstruct } from "constructs";
import { invalid } from "../../internal/invalid";
import type { ClusterStorageContainerProps } from "./storage-container-props";

const WORKLOADS: readonly unknown[] = ["initContainer", "localModelDownloadJob"];

/** Throws what makes a storage container useless: KServe has no webhook for this kind and tells it at the first model's pod. */
// source: kserve v0.20.0 pkg/apis/serving/v1alpha1/storage_container_types.go IsStorageUriSupported
export function checkStorageContainer(
  scope: IConstruct | string,
  { supportedUriFormats, workloadType = "initContainer", container }: ClusterStorageContainerProps,
): void {
  if (!WORKLOADS.includes(workloadType)) {
    throw invalid(scope, "workloadType", {
      expected: `one of ${WORKLOADS.join(", ")}`,
      got: workloadType,
      fix: 'workloadType: "initContainer"',
    });
  }
  if (container.image === undefined || container.image === "") {
    throw invalid(scope, "container.image", {
      expected: "stated",
      got: container.image,
      fix: 'image: "registry.acme.dev/storage:1.0"',
    });
  }
  if (supportedUriFormats.length === 0) {
    throw invalid(scope, "supportedUriFormats", {
      expected: "at least one, without which no model gets it",
      got: [],
      fix: '[{ prefix: "models://" }]',
    });
  }
  supportedUriFormats.forEach((format, index) => {
    const { prefix, regex } = format as { readonly prefix?: string; readonly regex?: string };
    if (((prefix ?? "") === "") === ((regex ?? "") === "")) {
      throw invalid(scope, `supportedUriFormats[${index}]`, {
        expected: "exactly one of prefix and regex",
        got: format,
        fix: '{ prefix: "models://" }',
      });
    }
    if (regex === undefined || isGoRegex(regex)) return;
    throw invalid(scope, `supportedUriFormats[${index}].regex`, {
      expected: "a regular expression that Go reads",
      got: regex,
      fix: "no look-around and no back-references; balanced brackets",
    });
  });
}

/** Whether Go reads an expression, as far as it can be told here: RE2 has no look-around and no back-references. */
function isGoRegex(regex: string): boolean {
  if (/\(\?<?[=!]/.test(regex) || /(^|[^\\])(\\\\)*\\[1-9]/.test(regex)) return false;
  // Flags in the text, such as (?i), are Go's own.
  if (/\(\?[a-zA-Z-]+[:)]/.test(regex)) return true;
  try {
    new RegExp(regex);
    return true;
  } catch {
    return false;
  }
}
