import { autoSelected, type ShippedRuntime } from "./shipped-runtime";

/** Model servers of other projects. */
// source: kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml
export const vendorServers = [
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
    formats: [
      ...autoSelected("sklearn", ["0", "1"], 2),
      ...autoSelected("xgboost", ["1", "2"], 2),
      ...autoSelected("lightgbm", ["3", "4"], 2),
      ...autoSelected("mlflow", ["1", "2"], 1),
    ],
  },
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
    formats: autoSelected("tensorflow", ["1", "2"], 2),
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
    formats: autoSelected("pytorch", ["1"], 2),
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
    formats: [
      ...autoSelected("tensorrt", ["8"], 1),
      ...autoSelected("tensorflow", ["1", "2"], 1),
      ...autoSelected("onnx", ["1"], 1),
      { name: "pytorch", version: "1" },
      ...autoSelected("triton", ["2"], 1),
    ],
  },
] as const satisfies readonly ShippedRuntime[];
