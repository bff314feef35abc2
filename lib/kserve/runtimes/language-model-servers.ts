import type { Probe, Volume, VolumeMount } from "kubernetes-types/core/v1";
import { autoSelected, type ShippedRuntime } from "./shipped-runtime";

/** Shared memory for servers whose processes exchange tensors; the container default of 64 MB is too small. */
const volumes: Volume[] = [{ name: "devshm", emptyDir: { medium: "Memory" } }];
const volumeMounts: VolumeMount[] = [{ name: "devshm", mountPath: "/dev/shm" }];
const lmcache = { name: "LMCACHE_USE_EXPERIMENTAL", value: "True" };

/** Ready and started once the served models can be listed; a start may take half an hour of download and compilation. */
function listsModels(timing: Omit<Probe, "httpGet" | "successThreshold">): Probe {
  return { httpGet: { path: "/v1/models", port: 8080 }, successThreshold: 1, ...timing };
}

/** Servers of language models on one node. */
// source: kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml
export const languageModelServers = [
  {
    name: "kserve-huggingfaceserver",
    serverType: "huggingfaceserver",
    image: "kserve-huggingfaceserver",
    args: ["--model_name={{.Name}}"],
    env: [lmcache],
    hostIPC: false,
    volumes,
    volumeMounts,
    protocolVersions: ["v2", "v1"],
    formats: autoSelected("huggingface", ["1"], 1),
  },
  {
    name: "kserve-vllmserver",
    serverType: "vllmserver",
    image: "vllm",
    command: ["python", "-m", "vllm.entrypoints.openai.api_server"],
    args: ["--port=8080", "--served-model-name={{.Name}}", "--model=/mnt/models"],
    env: [
      lmcache,
      { name: "HF_HOME", value: "/tmp" },
      { name: "VLLM_CONFIG_ROOT", value: "/tmp" },
      { name: "VLLM_WORKER_MULTIPROC_METHOD", value: "spawn" },
    ],
    readinessProbe: listsModels({ failureThreshold: 3, periodSeconds: 10, timeoutSeconds: 5 }),
    startupProbe: listsModels({
      failureThreshold: 60,
      initialDelaySeconds: 30,
      periodSeconds: 30,
      timeoutSeconds: 10,
    }),
    // vLLM's image runs as root.
    runAsNonRoot: false,
    hostIPC: false,
    volumes,
    volumeMounts,
    formats: autoSelected("vLLM", ["1"], 1),
  },
] as const satisfies readonly ShippedRuntime[];
