import type { ApiObject } from "cdk8s";
import type { IConstruct } from "constructs";
import { invalidity } from "../../internal/invalid";
import { objectsOf, specOf } from "../../internal/program-objects";
import type { ClusterStorageContainerProps } from "./storage-container-props";

type Container = Pick<ClusterStorageContainerProps, "disabled" | "supportedUriFormats" | "workloadType">;

/** What KServe's own container fetches, where the platform is there already. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml
const DEFAULT: Container = {
  supportedUriFormats: [
    ...["gs://", "s3://", "hdfs://", "hf://", "webhdfs://"].map((prefix) => ({ prefix })),
    { regex: "https?://(.+)/(.+)" },
  ],
};

interface Predictor {
  readonly storageContainerName?: string;
  readonly model?: { readonly storageUri?: string };
}

/**
 * What KServe's pod webhook would refuse, or leave to chance, of the program's models: a model that names this container
 * and cannot get it, or that names none where several support its URI, of which KServe takes any.
 */
// source: kserve v0.20.0 pkg/webhook/admission/pod/storage_initializer_injector.go GetStorageContainerSpec
export function storageConflicts(scope: IConstruct, name: string, own: Container): string[] {
  const others = new Map([["default", DEFAULT], ...containersOf(scope)]);
  others.delete(name);
  return objectsOf(scope, "InferenceService").flatMap((model) => {
    const { predictor } = specOf<{ predictor: Predictor }>(model);
    const uri = predictor?.model?.storageUri;
    if (uri === undefined) return [];
    if (predictor?.storageContainerName !== undefined) {
      return predictor.storageContainerName === name ? named(model, name, uri, own) : [];
    }
    if (!takes(own, uri)) return [];
    const rivals = [...others].flatMap(([other, container]) => (takes(container, uri) ? [other] : []));
    if (rivals.length === 0) return [];
    return [
      invalidity(model.node.scope ?? model, "predictor.storageContainerName", {
        expected: `stated where several ClusterStorageContainers support the URI (${[name, ...rivals].join(", ")}), of which KServe takes any`,
        got: undefined,
        fix: `storageContainerName: "${name}", or a prefix of its own for ${name}`,
      }),
    ];
  });
}

/** Whether a program brings a storage container that KServe takes for a URI; certain only once the whole program has run. */
export function hasStorageContainer(scope: IConstruct, uri: string): boolean {
  return containersOf(scope).some(([, container]) => takes(container, uri));
}

/** The storage containers that a program emits, by name. */
function containersOf(scope: IConstruct): [string, Container][] {
  return objectsOf(scope, "ClusterStorageContainer").map((object) => {
    const { disabled } = object.toJson() as { readonly disabled?: boolean };
    return [object.name, { ...specOf<Container>(object), disabled } as Container];
  });
}

/** A container that a model names has to be one that it can get. */
function named(model: ApiObject, name: string, uri: string, own: Container): string[] {
  const wrong =
    own.disabled === true
      ? "is disabled"
      : (own.workloadType ?? "initContainer") !== "initContainer"
        ? `is a ${String(own.workloadType)}`
        : supports(own, uri)
          ? undefined
          : `does not support ${uri}`;
  if (wrong === undefined) return [];
  return [
    invalidity(model.node.scope ?? model, "predictor.storageContainerName", {
      expected: `a ClusterStorageContainer that the model can get; ${name} ${wrong}, and KServe then denies its pods`,
      got: name,
      fix: "another storageContainerName, or other settings of that container",
    }),
  ];
}

function takes(container: Container, uri: string): boolean {
  return (
    container.disabled !== true &&
    (container.workloadType ?? "initContainer") === "initContainer" &&
    supports(container, uri)
  );
}

function supports({ supportedUriFormats }: Container, uri: string): boolean {
  return supportedUriFormats.some(({ prefix, regex }) =>
    prefix !== undefined ? uri.startsWith(prefix) : matches(regex, uri),
  );
}

function matches(regex: string, uri: string): boolean {
  const [, flags = "", plain = regex] = /^\(\?([is]+)\)(.*)$/.exec(regex) ?? [];
  try {
    return new RegExp(plain, flags).test(uri);
  } catch {
    return false;
  }
}
