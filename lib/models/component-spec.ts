import { nanoseconds } from "../internal/go-duration";
import type { PodWithoutContainers } from "../internal/pod-spec-types";
import { nameOf } from "../internal/resource-name";
import { stated } from "../internal/settled";
import type { Component } from "./component";
import { containerSpec, named, resourcesSpec, type Mirrored } from "./container-spec";
import type { ComponentSpec } from "./spec";

/** What all components of a model are written by. */
export interface Writing {
  readonly mirrored: Mirrored;
  /** Image pull Secret of the mirror. @default - none */
  readonly pullSecret?: string;
}

/** A component in the form of KServe's schema; `serves` where its first container is the server. */
export function componentSpec(
  component: Omit<Component, "credentials">,
  writing: Writing,
  serves: boolean,
): ComponentSpec {
  const { mirrored, pullSecret } = writing;
  const { timeout, serviceAccountName, containers, storageUris, ...rest } = component;
  return {
    ...podSpec(rest, mirrored),
    ...(timeout !== undefined && { timeout: seconds(timeout) }),
    ...(serviceAccountName !== undefined && { serviceAccountName: nameOf(serviceAccountName) }),
    ...(storageUris && {
      storageUris: storageUris.map(({ uri, ...place }) => ({ uri: movedUri(uri, mirrored), ...stated(place) })),
    }),
    // A runtime brings the Secret for its models; a server of one's own has no runtime.
    ...(containers && pullSecret !== undefined && { imagePullSecrets: pulling(rest.imagePullSecrets, pullSecret) }),
    ...(containers && {
      containers: named(containers, serves ? "kserve-container" : undefined).map((container) =>
        containerSpec(container, mirrored),
      ),
    }),
  };
}

/** A pod's fields beside its containers, in Kubernetes' form. */
export function podSpec<T extends Omit<PodWithoutContainers, "serviceAccountName">>(pod: T, mirrored: Mirrored): T {
  const { initContainers, resources, volumes } = pod;
  return {
    ...stated(pod),
    ...(initContainers && { initContainers: initContainers.map((container) => containerSpec(container, mirrored)) }),
    ...(resources && { resources: resourcesSpec(resources) }),
    ...(volumes && {
      volumes: volumes.map((volume) =>
        volume.image?.reference === undefined
          ? stated(volume)
          : { ...stated(volume), image: { ...volume.image, reference: mirrored(volume.image.reference) } },
      ),
    }),
  } as T;
}

/** A model that is an image moves to the mirror like any other image. */
export function movedUri(uri: string, mirrored: Mirrored): string {
  const [, scheme, image] = /^(oci(?:\+\w+)?:\/\/)(.+)$/.exec(uri) ?? [];
  return scheme === undefined || image === undefined ? uri : scheme + mirrored(image);
}

function seconds(timeout: NonNullable<Component["timeout"]>): number {
  return typeof timeout === "number" ? timeout : nanoseconds(timeout) / 1e9;
}

function pulling(own: Component["imagePullSecrets"] = [], name: string): Component["imagePullSecrets"] {
  return own.some((secret) => secret.name === name) ? own : [...own, { name }];
}
