import type { Volume } from "kubernetes-types/core/v1";
import { formats, type BuiltInRuntime } from "./serving-runtime";

/** Arguments of every server that KServe's own Python package runs. */
const OWN_SERVER = ["--model_name={{.Name}}", "--model_dir=/mnt/models", "--http_port=8080"];
const SHARED_MEMORY: Volume = { name: "devshm", emptyDir: { medium: "Memory" } };

/** A server of KServe's own Python package for one format. */
function ownServer(
  server: "sklearnserver" | "xgbserver" | "lgbserver" | "pmmlserver" | "paddleserver" | "autogluonserver",
  format: string,
  versions: readonly string[],
  ...args: string[]
): BuiltInRuntime {
  return {
    name: `kserve-${server}`,
    serverType: server,
    image: `kserve-${server}`,
    args: [...OWN_SERVER, ...args],
    protocolVersions: ["v1", "v2"],
    supportedModelFormats: formats(format, versions, 1),
  };
}

/**
 * The runtimes that KServe ships for one node.
 *
 * Source: kserve v0.20.0 config/runtimes.
 */
export const BUILT_IN_RUNTIMES: readonly BuiltInRuntime[] = [
  ownServer("autogluonserver", "autogluon", ["1"]),
  {
    name: "kserve-huggingfaceserver",
    serverType: "huggingfaceserver",
    image: "kserve-huggingfaceserver",
    args: ["--model_name={{.Name}}"],
    env: [{ name: "LMCACHE_USE_EXPERIMENTAL", value: "True" }],
    protocolVersions: ["v2", "v1"],
    supportedModelFormats: formats("huggingface", ["1"], 1),
    sharedMemory: SHARED_MEMORY,
  },
  ownServer("lgbserver", "lightgbm", ["4"], "--nthread=1"),
  {
    name: "kserve-mlserver",
    serverType: "mlserver",
    image: "mlserver",
    env: [
      { name: "MLSERVER_MODEL_IMPLEMENTATION", value: "{{.Labels.modelClass}}" },
      { name: "MLSERVER_HTTP_PORT", value: "8080" },
      { name: "MLSERVER_GRPC_PORT", value: "9000" },
    ],
    protocolVersions: ["v2"],
    supportedModelFormats: [
      ...formats("sklearn", ["0", "1"], 2),
      ...formats("xgboost", ["1", "2"], 2),
      ...formats("lightgbm", ["3", "4"], 2),
      ...formats("mlflow", ["1", "2"], 1),
    ],
  },
  ownServer("paddleserver", "paddle", ["2"]),
  ownServer("pmmlserver", "pmml", ["3", "4"]),
  {
    name: "kserve-predictiveserver",
    serverType: "predictiveserver",
    image: "kserve-predictiveserver",
    args: [...OWN_SERVER, "--framework={{.Annotations.modelFormat}}", "--nthread=1"],
    protocolVersions: ["v1", "v2"],
    supportedModelFormats: [
      { autoSelect: false, name: "sklearn", priority: 3, version: "1" },
      { autoSelect: false, name: "xgboost", priority: 3, version: "2" },
      { autoSelect: false, name: "lightgbm", priority: 3, version: "4" },
    ],
    multiModel: false,
  },
  ownServer("sklearnserver", "sklearn", ["1"]),
  {
    name: "kserve-tensorflow-serving",
    serverType: "tensorflow-serving",
    image: "tensorflow-serving",
    command: ["/usr/bin/tensorflow_model_server"],
    args: [
      "--model_name={{.Name}}",
      "--port=9000",
      "--rest_api_port=8080",
      "--model_base_path=/mnt/models",
      "--rest_api_timeout_in_ms=60000",
    ],
    runAsUser: 1000,
    protocolVersions: ["v1", "grpc-v1"],
    supportedModelFormats: formats("tensorflow", ["1", "2"], 2),
  },
  {
    name: "kserve-torchserve",
    serverType: "torchserve",
    image: "torchserve",
    args: [
      "torchserve",
      "--start",
      "--model-store=/mnt/models/model-store",
      "--ts-config=/mnt/models/config/config.properties",
    ],
    env: [{ name: "TS_SERVICE_ENVELOPE", value: "{{.Labels.serviceEnvelope}}" }],
    metricsPort: 8082,
    runAsUser: 1000,
    protocolVersions: ["v1", "v2", "grpc-v2"],
    supportedModelFormats: formats("pytorch", ["1"], 2),
  },
  {
    name: "kserve-tritonserver",
    serverType: "tritonserver",
    image: "tritonserver",
    args: [
      "tritonserver",
      "--model-store=/mnt/models",
      "--grpc-port=9000",
      "--http-port=8080",
      "--allow-grpc=true",
      "--allow-http=true",
    ],
    metricsPort: 8002,
    runAsUser: 1000,
    protocolVersions: ["v2", "grpc-v2"],
    supportedModelFormats: [
      ...formats("tensorrt", ["8"], 1),
      ...formats("tensorflow", ["1", "2"], 1),
      ...formats("onnx", ["1"], 1),
      { name: "pytorch", version: "1" },
      ...formats("triton", ["2"], 1),
    ],
  },
  {
    name: "kserve-vllmserver",
    serverType: "vllmserver",
    image: "vllm",
    command: ["python", "-m", "vllm.entrypoints.openai.api_server"],
    args: ["--port=8080", "--served-model-name={{.Name}}", "--model=/mnt/models"],
    env: [
      { name: "LMCACHE_USE_EXPERIMENTAL", value: "True" },
      { name: "HF_HOME", value: "/tmp" },
      { name: "VLLM_CONFIG_ROOT", value: "/tmp" },
      { name: "VLLM_WORKER_MULTIPROC_METHOD", value: "spawn" },
    ],
    allowsRoot: true,
    supportedModelFormats: formats("vLLM", ["1"], 1),
    probes: {
      readinessProbe: {
        failureThreshold: 3,
        httpGet: { path: "/v1/models", port: 8080 },
        periodSeconds: 10,
        successThreshold: 1,
        timeoutSeconds: 5,
      },
      startupProbe: {
        failureThreshold: 60,
        httpGet: { path: "/v1/models", port: 8080 },
        initialDelaySeconds: 30,
        periodSeconds: 30,
        successThreshold: 1,
        timeoutSeconds: 10,
      },
    },
    sharedMemory: SHARED_MEMORY,
  },
  ownServer("xgbserver", "xgboost", ["2"], "--nthread=1"),
];
