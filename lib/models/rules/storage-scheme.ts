import { nearest } from "../../internal/nearest";
import { startsUnresolved } from "../../internal/unresolved";
import { serversOf } from "../frameworks";
import type { JudgedComponent } from "../judged-model";
import { CONTROLLER, type Rule } from "./rule";

/** Schemes that KServe's storage initializer, modelcars and image volumes read. */
const SCHEMES = ["s3", "gs", "hf", "pvc", "hdfs", "webhdfs", "http", "https", "oci", "oci+native", "file"];

/** The controller refuses a URI that nothing fetches. */
export const storageScheme: Rule = {
  refuses:
    "a storage URI of a scheme that KServe does not read, where no storage container is named for it or brought by the program",
  source: `${CONTROLLER}/utils/utils.go ValidateStorageURI`,
  looksAtProgram: true,
  *check({ components, facts }) {
    for (const component of components) {
      if (component.predictor?.storageContainerName !== undefined) continue;
      for (const [prop, uri] of urisOf(component)) {
        const scheme = /^([a-z0-9+]+):\/\//.exec(uri)?.[1];
        if (startsUnresolved(uri)) continue;
        // A path of the server's own image is one that KServe leaves alone.
        if (uri.startsWith("/") || (scheme !== undefined && SCHEMES.includes(scheme))) continue;
        // KServe takes any storage container that supports a URI.
        if (facts.isFetched?.(uri) === true) continue;
        const near = nearest(scheme ?? "", SCHEMES);
        yield {
          prop: component.at + prop,
          expected: `a URI with one of ${SCHEMES.map((known) => `${known}://`).join(" ")}, or of a ClusterStorageContainer`,
          got: uri,
          fix:
            near === undefined
              ? 'predictor.storageContainerName, where the cluster has a ClusterStorageContainer for it; or storageUri: "gs://bucket/path"'
              : `did you mean ${near}://?`,
        };
      }
    }
  },
};

/** The URIs of a component with the property that holds each. */
export function urisOf({ spec, predictor, explainer }: JudgedComponent): [string, string][] {
  const found: [string, string | undefined][] = [
    ...serversOf(predictor ?? {}).map(([field, { storageUri }]): [string, string | undefined] => [
      `${field}.storageUri`,
      storageUri,
    ]),
    ["art.storageUri", explainer?.art?.storageUri],
    ...(spec.storageUris ?? []).map(({ uri }, index): [string, string] => [`storageUris[${String(index)}].uri`, uri]),
    ["STORAGE_URI", storageUriVariable(spec.containers ?? [])],
  ];
  return found.flatMap(([prop, uri]): [string, string][] => (uri === undefined ? [] : [[prop, uri]]));
}

/** What KServe fetches for a server of one's own; undefined where it fetches nothing. */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/predictor_custom.go GetStorageUri
export function storageUriVariable(
  containers: readonly { readonly name: string; readonly env?: readonly { name: string; value?: string }[] }[],
): string | undefined {
  const server = containers.find(({ name }) => name === "kserve-container");
  return server?.env?.find(({ name }) => name === "STORAGE_URI")?.value;
}
