import { autoSelected, type ShippedRuntime } from "./shipped-runtime";

const args = ["--model_name={{.Name}}", "--model_dir=/mnt/models", "--http_port=8080"];
const singleThread = "--nthread=1";
const protocolVersions = ["v1", "v2"] as const;

/** KServe's own Python servers of classic machine learning. */
// source: kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml
export const kserveServers = [
  {
    name: "kserve-sklearnserver",
    serverType: "sklearnserver",
    image: "kserve-sklearnserver",
    args,
    protocolVersions,
    formats: autoSelected("sklearn", ["1"], 1),
  },
  {
    name: "kserve-xgbserver",
    serverType: "xgbserver",
    image: "kserve-xgbserver",
    args: [...args, singleThread],
    protocolVersions,
    formats: autoSelected("xgboost", ["2"], 1),
  },
  {
    name: "kserve-lgbserver",
    serverType: "lgbserver",
    image: "kserve-lgbserver",
    args: [...args, singleThread],
    protocolVersions,
    formats: autoSelected("lightgbm", ["4"], 1),
  },
  {
    name: "kserve-pmmlserver",
    serverType: "pmmlserver",
    image: "kserve-pmmlserver",
    args,
    protocolVersions,
    formats: autoSelected("pmml", ["3", "4"], 1),
  },
  {
    name: "kserve-paddleserver",
    serverType: "paddleserver",
    image: "kserve-paddleserver",
    args,
    protocolVersions,
    formats: autoSelected("paddle", ["2"], 1),
  },
  {
    name: "kserve-autogluonserver",
    serverType: "autogluonserver",
    image: "kserve-autogluonserver",
    args,
    protocolVersions,
    formats: autoSelected("autogluon", ["1"], 1),
  },
  {
    name: "kserve-predictiveserver",
    serverType: "predictiveserver",
    image: "kserve-predictiveserver",
    args: [...args, "--framework={{.Annotations.modelFormat}}", singleThread],
    protocolVersions,
    multiModel: false,
    // Serves what the three servers above serve, but only where a model names it.
    formats: [
      { name: "sklearn", version: "1", autoSelect: false, priority: 3 },
      { name: "xgboost", version: "2", autoSelect: false, priority: 3 },
      { name: "lightgbm", version: "4", autoSelect: false, priority: 3 },
    ],
  },
] as const satisfies readonly ShippedRuntime[];
