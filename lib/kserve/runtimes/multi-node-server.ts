import type { EnvVar, Probe } from "kubernetes-types/core/v1";
import { autoSelected, type ShippedRuntime } from "./shipped-runtime";

const RAY_PORT = 6379;
const HEAD = "${HEAD_SVC}.${POD_NAMESPACE}.svc.cluster.local";

/** A shell script as a container's command; each line of the script is one item. */
function bash(...lines: readonly string[]): string[] {
  return ["bash", "-c", lines.map((line) => `${line}\n`).join("")];
}

const checkHealth = (check: string): string => `python ./huggingfaceserver/health_check.py ${check}`;

function alive(...lines: readonly string[]): Probe {
  return {
    exec: { command: bash(...lines) },
    failureThreshold: 2,
    periodSeconds: 5,
    successThreshold: 1,
    timeoutSeconds: 15,
  };
}

function started(...lines: readonly string[]): Probe {
  return {
    exec: { command: bash(...lines) },
    failureThreshold: 40,
    initialDelaySeconds: 60,
    periodSeconds: 30,
    successThreshold: 1,
    timeoutSeconds: 30,
  };
}

function field(name: string, fieldPath: string): EnvVar {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}

/** Starts Ray's head, waits for every node of the model, then serves. */
const startHead = bash(
  'export MODEL_DIR_ARG=""',
  ...["MODEL_ID", "MODEL_DIR"].flatMap((name) => [
    `if [[ ! -z \${${name}} ]]`,
    "then",
    `  export MODEL_DIR_ARG="--model_dir=\${${name}}"`,
    "fi",
    "",
  ]),
  "export RAY_ADDRESS=${POD_IP}:${RAY_PORT}",
  "ray start --head --disable-usage-stats --include-dashboard false ",
  checkHealth("registered_nodes --retries 200  --probe_name runtime_start"),
  "",
  "python -m huggingfaceserver ${MODEL_DIR_ARG} --tensor-parallel-size=${TENSOR_PARALLEL_SIZE} --pipeline-parallel-size=${PIPELINE_PARALLEL_SIZE} $0 $@",
);

/** Waits for Ray's head, quietly in the first four minutes, then joins it. */
const joinHead = bash(
  `export RAY_HEAD_ADDRESS=${HEAD}:${String(RAY_PORT)}`,
  "SECONDS=0",
  "",
  "while true; do              ",
  "  if (( SECONDS <= 240 )); then",
  '    if ray health-check --address "${RAY_HEAD_ADDRESS}" > /dev/null 2>&1; then',
  '      echo "Ray Global Control Service(GCS) is ready."',
  "      break",
  "    fi",
  '    echo "$SECONDS seconds elapsed: Waiting for Ray Global Control Service(GCS) to be ready."',
  "  else",
  '    if ray health-check --address "${RAY_HEAD_ADDRESS}"; then',
  '      echo "Ray Global Control Service(GCS) is ready. Any error messages above can be safely ignored."',
  "      break",
  "    fi",
  '    echo "$SECONDS seconds elapsed: Still waiting for Ray Global Control Service(GCS) to be ready."',
  "  fi",
  "",
  "  sleep 5",
  "done",
  "",
  'echo "Attempting to connect to Ray cluster at $RAY_HEAD_ADDRESS ..."',
  'ray start --address="${RAY_HEAD_ADDRESS}" --block',
);

const shared = {
  image: "kserve-huggingfaceserver-gpu",
  resources: { requests: { cpu: "2", memory: "6Gi" }, limits: { cpu: "4", memory: "12Gi" } },
  volumeMounts: [{ name: "shm", mountPath: "/dev/shm" }],
} as const;

/** KServe's Hugging Face server across several nodes, joined by Ray. */
// source: kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml
export const multiNodeServer = {
  ...shared,
  name: "kserve-huggingfaceserver-multinode",
  serverType: "huggingfaceserver",
  command: startHead,
  args: ["--model_name={{.Name}}"],
  env: [
    { name: "RAY_PORT", value: String(RAY_PORT) },
    field("POD_NAMESPACE", "metadata.namespace"),
    field("POD_IP", "status.podIP"),
    { name: "VLLM_CONFIG_ROOT", value: "/tmp" },
    { name: "HF_HUB_CACHE", value: "/tmp" },
  ],
  livenessProbe: alive(
    checkHealth(
      "registered_node_and_runtime_health --health_check_url http://localhost:8080 --probe_name head_liveness",
    ),
  ),
  readinessProbe: alive(
    checkHealth("runtime_health --health_check_url http://localhost:8080 --probe_name head_readiness"),
  ),
  startupProbe: started(
    checkHealth(
      "registered_node_and_runtime_health --health_check_url http://localhost:8080 --probe_name head_startup",
    ),
  ),
  restricted: false,
  volumes: [{ name: "shm", emptyDir: { medium: "Memory", sizeLimit: "3Gi" } }],
  protocolVersions: ["v2", "v1"],
  formats: autoSelected("huggingface", ["1"], 2),
  worker: {
    ...shared,
    command: joinHead,
    env: [field("POD_NAME", "metadata.name"), field("POD_NAMESPACE", "metadata.namespace")],
    livenessProbe: alive(
      `export RAY_ADDRESS=${HEAD}:${String(RAY_PORT)}`,
      checkHealth("registered_nodes --probe_name worker_liveness"),
    ),
    startupProbe: started(
      `export RAY_HEAD_NODE=${HEAD}`,
      `export RAY_ADDRESS=\${RAY_HEAD_NODE}:${String(RAY_PORT)}`,
      checkHealth(
        "registered_node_and_runtime_models --runtime_url http://${RAY_HEAD_NODE}:8080/v1/models --probe_name worker_startup",
      ),
    ),
  },
} as const satisfies ShippedRuntime;
