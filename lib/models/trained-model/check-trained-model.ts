import type { IConstruct } from "constructs";
import { invalid, invalidity } from "../../internal/invalid";
import { nearest } from "../../internal/nearest";
import { objectOf, specOf } from "../../internal/program-objects";
import { amountOf, quantity } from "../../internal/quantity";
import type { TrainedModelProps } from "./trained-model-props";

/** What KServe's webhook admits: its agent knows `abfs://` too, by name only. */
// source: kserve v0.20.0 pkg/agent/storage/provider.go SupportedProtocols
const PROTOCOLS = ["s3://", "gs://", "https://", "http://"];

/**
 * Throws what KServe's webhook refuses in a TrainedModel. That `memory` never changes needs the object before it, which
 * only the webhook has.
 */
// source: kserve v0.20.0 pkg/apis/serving/v1alpha1/trainedmodel_webhook.go
export function checkTrainedModel(
  scope: IConstruct | string,
  { inferenceService, model }: TrainedModelProps,
  namespace: string,
): void {
  const { storageUri, framework } = model;
  if (!PROTOCOLS.some((protocol) => storageUri.startsWith(protocol))) {
    const near = nearest(/^[a-z]+:\/\//.exec(storageUri)?.[0] ?? "", PROTOCOLS);
    throw invalid(scope, "model.storageUri", {
      expected: `a URI with one of ${PROTOCOLS.join(" ")}, which KServe's agent fetches`,
      got: storageUri,
      fix: near === undefined ? 'storageUri: "gs://bucket/path"' : `did you mean ${near}?`,
    });
  }
  if (framework === "") {
    throw invalid(scope, "model.framework", { expected: "stated", got: framework, fix: 'framework: "sklearn"' });
  }
  const memory = quantity(model.memory);
  if (!((amountOf(memory) ?? -1) > 0)) {
    throw invalid(scope, "model.memory", {
      expected: "a Kubernetes quantity above 0",
      got: memory,
      fix: 'memory: "256Mi"',
    });
  }
  if (inferenceService === "") {
    throw invalid(scope, "inferenceService", {
      expected: "an InferenceService or its name",
      got: inferenceService,
      fix: 'inferenceService: "my-server"',
    });
  }
  if (typeof inferenceService !== "string" && inferenceService.namespace !== namespace) {
    throw invalid(scope, "inferenceService", {
      expected: `in namespace ${namespace}, where KServe looks for it`,
      got: `${inferenceService.namespace}/${inferenceService.name}`,
      fix: `namespace: "${inferenceService.namespace}"`,
    });
  }
}

interface Server {
  readonly containers?: readonly Container[];
  readonly model?: Container & {
    readonly modelFormat?: { readonly name?: string };
    readonly storageUri?: string;
    readonly storage?: object;
  };
  readonly storageUris?: readonly unknown[];
}

interface Container {
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly resources?: { readonly limits?: Readonly<Record<string, string>> };
}

/** What is wrong with the server of a TrainedModel, where the program emits it: KServe would never load the model. */
// source: kserve v0.20.0 pkg/controller/v1beta1/inferenceservice/utils/utils.go IsMMSPredictor, IsMemoryResourceAvailable
export function parentMistakes(
  scope: IConstruct,
  parent: string,
  namespace: string,
  models: ReadonlyMap<IConstruct, number>,
): string[] {
  const object = objectOf(scope, "InferenceService", parent, namespace);
  // One that the program does not emit may be in the cluster.
  if (!object) return [];
  const { predictor = {} } = specOf<{ predictor: Server }>(object);
  const reason = notMultiModel(predictor);
  if (reason) {
    return [
      invalidity(scope, "inferenceService", {
        expected: `a multi-model server; ${parent} ${reason.is}`,
        got: parent,
        fix: reason.fix,
      }),
    ];
  }
  const { limits } = (predictor.model ?? predictor.containers?.[0])?.resources ?? {};
  // Of a container KServe fills in its default limit; of a model nothing, and no memory holds no model.
  if (limits?.memory === undefined && !predictor.model) return [];
  const room = amountOf(limits?.memory ?? "0") ?? 0;
  const beside = [...models.values()];
  // Told once, at the model that comes last.
  if ([...models.keys()].at(-1) !== scope) return [];
  const total = beside.reduce((sum, memory) => sum + memory, 0);
  if (total <= room) return [];
  const mebibytes = `${Math.ceil(total / 2 ** 20)}Mi`;
  return [
    invalidity(scope, "model.memory", {
      expected: `within the memory limit of ${parent} (${limits?.memory ?? "none is stated"}), which holds ${beside.length} models`,
      got: mebibytes,
      fix: `resources: { limits: { memory: "${mebibytes}" } } of the model server, or more`,
    }),
  ];
}

function notMultiModel({ containers = [], model, storageUris = [] }: Server): { is: string; fix: string } | undefined {
  if (containers.length > 0) {
    const says = containers[0]?.env?.some(({ name, value }) => name === "MULTI_MODEL_SERVER" && value === "true");
    if (says) return undefined;
    return {
      is: "does not say that its container is one",
      fix: 'env: [{ name: "MULTI_MODEL_SERVER", value: "true" }] of its first container',
    };
  }
  if (model?.modelFormat?.name === "huggingface") {
    return { is: "serves the format huggingface, which is never one", fix: "a server of another format" };
  }
  if (model?.storageUri !== undefined || model?.storage !== undefined || storageUris.length > 0) {
    return { is: "has a model of its own", fix: "leave its storageUri out" };
  }
  return undefined;
}
