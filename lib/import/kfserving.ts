import { InvalidError } from "../internal/invalid";
import type { PlainManifest } from "./documents";
import { isFields, type Fields } from "./fields";

/** An object as KServe knows it, and what became other than it was. */
export interface Converted {
  readonly manifest: PlainManifest;
  readonly changes: readonly string[];
}

const OLD_GROUP = "serving.kubeflow.org";
const GROUP = "serving.kserve.io";

/** Servers whose images KServe does not have: KFServing built them itself, or ONNX Runtime where KServe takes Triton. */
// source: kfserving v0.6.0 config/configmap/inferenceservice.yaml; kserve v0.20.0 config/runtimes
const OTHER_SERVERS: readonly string[] = ["sklearn", "xgboost", "pytorch", "pmml", "lightgbm", "onnx"];
const FRAMEWORKS: readonly string[] = [...OTHER_SERVERS, "tensorflow", "triton"];

/**
 * An object of KFServing, as KFServing's own conversion and KServe's webhook make of it; any other object as it is. What
 * should have fields and has none is left for the schema to refuse.
 */
// source: kfserving v0.6.0 pkg/apis/serving/v1alpha2/inferenceservice_conversion.go;
// kserve v0.20.0 pkg/apis/serving/v1beta1/inference_service_defaults.go setPredictorModelDefaults
export function converted(manifest: PlainManifest, at: string): Converted {
  const [group, version] = manifest.apiVersion.split("/");
  const { kind } = manifest;
  if (manifest.apiVersion === `${GROUP}/v1alpha2` && isFields(manifest.spec) && manifest.spec.default !== undefined) {
    throw new InvalidError([
      `${at}: apiVersion must be one of ${GROUP}/v1beta1, got "${manifest.apiVersion}"; fix: write ${OLD_GROUP}/v1alpha2, which had spec.default, to have it converted`,
    ]);
  }
  if (group !== OLD_GROUP) return { manifest, changes: [] };
  const wanted: Readonly<Record<string, readonly string[]>> = {
    InferenceService: ["v1alpha2", "v1beta1"],
    TrainedModel: ["v1alpha1"],
  };
  if (!wanted[kind]?.includes(version ?? "")) {
    throw new InvalidError([
      `${at}: apiVersion must be one that KFServing had (InferenceService of v1alpha2 or v1beta1, TrainedModel of v1alpha1), got ${JSON.stringify(`${manifest.apiVersion} ${kind}`)}; fix: apiVersion: ${OLD_GROUP}/v1beta1`,
    ]);
  }
  const changes: string[] = [];
  const apiVersion = `${GROUP}/${kind === "InferenceService" ? "v1beta1" : "v1alpha1"}`;
  changes.push(`${manifest.apiVersion} is ${apiVersion} now`);
  const metadata = renamed(manifest.metadata, changes);
  if (kind === "TrainedModel") return { manifest: { ...manifest, apiVersion, metadata }, changes };
  const spec = manifest.spec ?? {};
  if (!isFields(spec)) return { manifest: { ...manifest, apiVersion, metadata }, changes };
  const flat = version === "v1alpha2" ? flattened(spec, changes) : spec;
  return { manifest: { ...manifest, apiVersion, metadata, spec: named(models(flat, at, changes), changes) }, changes };
}

/** Labels and annotations of KFServing's group are those of KServe's. */
function renamed(metadata: PlainManifest["metadata"], changes: string[]): PlainManifest["metadata"] {
  const fields = Object.entries(metadata).map(([key, value]): [string, unknown] => {
    if ((key !== "annotations" && key !== "labels") || !isFields(value)) return [key, value];
    return [
      key,
      Object.fromEntries(
        Object.entries(value).map(([name, text]: [string, unknown]) => {
          if (!name.startsWith(`${OLD_GROUP}/`)) return [name, text];
          const now = `${GROUP}/${name.slice(OLD_GROUP.length + 1)}`;
          changes.push(`metadata.${key}: ${name} is ${now} now`);
          return [now, text];
        }),
      ),
    ];
  });
  return Object.fromEntries(fields) as unknown as PlainManifest["metadata"];
}

/** v1alpha2 kept everything one level deeper, and had a second endpoint beside the first. */
function flattened(spec: Fields, changes: string[]): Fields {
  const { default: main, canary, canaryTrafficPercent, ...others } = spec;
  const { predictor, transformer, explainer, ...more } = (main ?? {}) as Fields;
  changes.push("spec.default is spec now");
  if (canary !== undefined || canaryTrafficPercent !== undefined) {
    changes.push(
      `spec.canary is left out (${JSON.stringify({ canary, canaryTrafficPercent })}): KServe rolls a change out in place. Deploy this first, then change its predictor to the canary's, with canaryTrafficPercent: ${JSON.stringify(canaryTrafficPercent ?? 0)}`,
    );
  }
  const components = Object.entries({ predictor, transformer, explainer }).flatMap(
    ([name, component]): [string, unknown][] =>
      component === undefined || component === null
        ? []
        : [[name, isFields(component) ? flatComponent(name, component, changes) : component]],
  );
  return { ...others, ...more, ...Object.fromEntries(components) };
}

function flatComponent(at: string, component: Fields, changes: string[]): Fields {
  const { custom, parallelism, ...rest } = component;
  const container = (custom as Fields | null | undefined)?.container;
  if (custom !== undefined) changes.push(`spec.default.${at}.custom.container is spec.${at}.containers[0] now`);
  if (parallelism !== undefined) {
    changes.push(`spec.default.${at}.parallelism is spec.${at}.containerConcurrency now`);
  }
  return {
    ...rest,
    ...(container !== undefined && {
      containers: [isFields(container) ? { name: "kserve-container", ...container } : container],
    }),
    ...(parallelism !== undefined && { containerConcurrency: parallelism }),
  };
}

/** The model server's container has another name now. */
function named(spec: Fields, changes: string[]): Fields {
  return Object.fromEntries(
    Object.entries(spec).map(([name, component]: [string, unknown]) => {
      if (!isFields(component) || !Array.isArray(component.containers)) return [name, component];
      return [
        name,
        {
          ...component,
          containers: component.containers.map((container: unknown, index) => {
            if (!isFields(container) || container.name !== "kfserving-container") return container;
            changes.push(`spec.${name}.containers[${index}] is called kserve-container now`);
            return { ...container, name: "kserve-container" };
          }),
        },
      ];
    }),
  );
}

/** Frameworks by name are `model` with a format now, and some explainers are no more. */
function models(spec: Fields, at: string, changes: string[]): Fields {
  const explainer = spec.explainer as Fields | null | undefined;
  for (const gone of ["alibi", "aix"]) {
    if (explainer?.[gone] === undefined) continue;
    throw new InvalidError([
      `${at}: spec.explainer.${gone} must be an explainer that KServe 0.20 has, which has none of this name any more, got ${JSON.stringify(explainer[gone])}; fix: spec.explainer.containers, with an image of your own that explains`,
    ]);
  }
  const { predictor } = spec;
  if (!isFields(predictor)) return spec;
  const framework = FRAMEWORKS.find((name) => isFields(predictor[name]));
  if (framework === undefined) return spec;
  const { [framework]: server, ...rest } = predictor;
  const { name, runtimeVersion, modelClassName, nthread, ...kept } = server as Fields;
  changes.push(`spec.predictor.${framework} is spec.predictor.model with modelFormat ${framework} now`);
  if (name !== undefined && name !== "") {
    changes.push(
      `spec.predictor.${framework}.name is left out (${JSON.stringify(name)}): KServe names the server's container itself`,
    );
  }
  const isOther = OTHER_SERVERS.includes(framework);
  if (runtimeVersion !== undefined && isOther) {
    changes.push(
      `spec.predictor.${framework}.runtimeVersion is left out (${JSON.stringify(runtimeVersion)}): it is the tag of an image that KServe does not have`,
    );
  }
  if (modelClassName !== undefined) {
    changes.push(
      `spec.predictor.${framework}.modelClassName is left out (${JSON.stringify(modelClassName)}): KServe serves PyTorch by TorchServe, whose archive names the class`,
    );
  }
  const args = kept.args ?? [];
  if (nthread !== undefined) {
    changes.push(`spec.predictor.${framework}.nthread is the argument --nthread=${JSON.stringify(nthread)} now`);
  }
  // Both spoke the second protocol by themselves; KServe fills it in for Triton's format, and for ONNX in the old field only.
  const speaksV2 = framework === "onnx" && (kept.protocolVersion ?? "") === "";
  if (speaksV2) changes.push("spec.predictor.model.protocolVersion is v2, as KServe has it for spec.predictor.onnx");
  if (framework === "onnx") {
    changes.push(
      "spec.predictor.onnx was served by ONNX Runtime, and is by Triton now, which takes a model repository",
    );
  }
  return {
    ...spec,
    predictor: {
      ...rest,
      model: {
        modelFormat: { name: framework },
        ...kept,
        ...(speaksV2 && { protocolVersion: "v2" }),
        ...(runtimeVersion !== undefined && !isOther && { runtimeVersion }),
        ...(nthread !== undefined && {
          args: Array.isArray(args) ? [...(args as unknown[]), `--nthread=${JSON.stringify(nthread)}`] : args,
        }),
      },
    },
  };
}
