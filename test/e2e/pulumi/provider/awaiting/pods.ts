import type { Client } from "../client";
import { at, listAt, type Fields, type KubeObject } from "../object";
import { owned, READY, type Judge } from "./judge";

/**
 * A Pod is ready when it is scheduled, initialized, and ready or done.
 * source: pulumi-kubernetes provider/pkg/await/checker/pod/check.go
 */
export const judgePod: Judge = (pod) => {
  for (const [type, phrase] of [
    ["PodScheduled", "to be scheduled"],
    ["Initialized", "to be initialized"],
    ["Ready", "to be ready"],
  ] as const) {
    const condition = conditionOf(pod, type);
    const isDone = type === "Ready" && at(pod, "status.phase") === "Succeeded";
    if (condition?.["status"] === "True" || (isDone && condition !== undefined)) continue;
    const reasons = podReasons(pod);
    return { isReady: false, status: `Waiting for Pod "${nameOf(pod)}" ${phrase}`, reasons };
  }
  return READY;
};

/** Why pods of an owner are not ready, in the words of their conditions and containers. */
export async function podsReasons(client: Client, owner: KubeObject): Promise<string[]> {
  return (await owned(client, owner, "v1", "Pod")).flatMap(podReasons);
}

/** Why a pod is not ready; empty where nothing is known. */
export function podReasons(pod: KubeObject): string[] {
  const scheduled = conditionOf(pod, "PodScheduled");
  if (scheduled !== undefined && scheduled["status"] !== "True") return textOf(scheduled["message"]);
  const failed = ["Initialized", "Ready"]
    .map((type) => conditionOf(pod, type))
    .find((condition) => condition !== undefined && condition["status"] !== "True");
  if (failed === undefined) return [];
  const containers = [...listAt(pod, "status.initContainerStatuses"), ...listAt(pod, "status.containerStatuses")]
    .filter((status) => status["ready"] !== true)
    .flatMap(containerReasons);
  const message = textOf(failed["message"]);
  return message.length + containers.length === 0
    ? []
    : [`[Pod ${nameOf(pod)}]: ${[...message, ...containers].join(" -- ")}`];
}

function containerReasons(status: Fields): string[] {
  const name = String(status["name"]);
  const waiting = at(status, "state.waiting") as { reason?: string; message?: string } | undefined;
  const ended = at(status, "state.terminated") as Terminated | undefined;
  const before = at(status, "lastState.terminated") as Terminated | undefined;
  return [
    ...(waiting === undefined || waiting.reason === "ContainerCreating" || waiting.reason === "PodInitializing"
      ? []
      : [`[${waiting.reason ?? ""}] ${waiting.message ?? ""}`]),
    ...(ended?.reason === undefined || ended.exitCode === 0 ? [] : [endedText(name, ended)]),
    ...(before === undefined
      ? []
      : [`container "${name}" terminated (${before.reason ?? ""}: exit code ${before.exitCode})`]),
  ];
}

interface Terminated {
  readonly reason?: string;
  readonly message?: string;
  readonly exitCode: number;
}

function endedText(name: string, { reason = "", message = "", exitCode }: Terminated): string {
  return message === "" ? `container "${name}" completed with exit code ${exitCode}` : `[${reason}] ${message}`;
}

function conditionOf(pod: KubeObject, type: string): Fields | undefined {
  return listAt(pod, "status.conditions").find((condition) => condition["type"] === type);
}

function textOf(message: unknown): string[] {
  return typeof message === "string" && message !== "" ? [message] : [];
}

function nameOf({ metadata: { namespace = "default", name = "" } }: KubeObject): string {
  return namespace === "default" ? name : `${namespace}/${name}`;
}
