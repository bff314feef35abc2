import type { IConstruct } from "constructs";
import type { PlatformFacts } from "../../internal/platform-facts";
import type { Container } from "../../internal/pod-spec-types";
import { checkedResources } from "../checked-resources";
import type { ServingRuntimePod, ServingRuntimeSpec } from "./serving-runtime-spec";

/** `spec` of a runtime as KServe reads it: images in the platform's mirror, amounts as text. */
export function runtimeSpec(scope: IConstruct, spec: ServingRuntimeSpec, facts: PlatformFacts): object {
  const { workerSpec, ...rest } = spec;
  return {
    ...rest,
    ...podOf(scope, "containers", spec, facts),
    ...(workerSpec && { workerSpec: { ...workerSpec, ...podOf(scope, "workerSpec.containers", workerSpec, facts) } }),
  };
}

function podOf(
  scope: IConstruct,
  prop: string,
  { containers, imagePullSecrets }: ServingRuntimePod,
  { mirrored, pullSecret }: PlatformFacts,
): object {
  const named = imagePullSecrets?.some(({ name }) => name === pullSecret) ?? false;
  const secrets =
    pullSecret === undefined || named ? imagePullSecrets : [...(imagePullSecrets ?? []), { name: pullSecret }];
  return {
    ...(secrets && { imagePullSecrets: secrets }),
    containers: containers.map((container, index) => plainContainer(scope, `${prop}[${index}]`, container, mirrored)),
  };
}

/** A container as Kubernetes reads it; throws where the API server would deny its pod. */
export function plainContainer(
  scope: IConstruct,
  prop: string,
  container: Container,
  mirrored: PlatformFacts["mirrored"],
): object {
  const { image, resources } = container;
  return {
    ...container,
    ...(image !== undefined && { image: mirrored(image) }),
    ...(resources && { resources: checkedResources(scope, `${prop}.resources`, resources) }),
  };
}
