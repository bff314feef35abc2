import type { Container, ContainerResources, UnnamedContainer } from "../internal/pod-spec-types";
import { quantity, type Quantity } from "../internal/quantity";
import { settled, stated } from "../internal/settled";

/** Moves images to the platform's mirror. */
export type Mirrored = (image: string) => string;

/** A container as Kubernetes reads it: amounts as text, images of the mirror, nothing undefined. */
export function containerSpec<T extends UnnamedContainer>(container: T, mirrored: Mirrored): T {
  const { image, resources } = container;
  return {
    ...stated(container),
    ...(image !== undefined && { image: mirrored(image) }),
    ...(resources && { resources: resourcesSpec(resources) }),
  } as T;
}

/** Names the containers that have none; the first, where it is one of KServe's, by the name that KServe looks for. */
export function named<T extends { readonly name?: string }>(
  containers: readonly T[],
  first: "kserve-container" | "worker-container" | undefined,
): (T & Pick<Container, "name">)[] {
  const isTaken = containers.some(({ name }) => name === first);
  return containers.map((container, index) => {
    const name = index === 0 && first !== undefined && !isTaken ? first : `container-${String(index)}`;
    // The name stands first, as people read it.
    return settled({ name }, container) as unknown as T & Pick<Container, "name">;
  });
}

/** Requests and limits with each amount as it was written: a whole number stays one. */
export function resourcesSpec({ requests, limits, claims }: ContainerResources): ContainerResources {
  return stated({ requests: requests && amounts(requests), limits: limits && amounts(limits), claims });
}

function amounts(written: Readonly<Record<string, Quantity>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(stated(written)).flatMap(([name, amount]) =>
      amount === undefined ? [] : [[name, Number.isInteger(amount) ? (amount as number) : quantity(amount)]],
    ),
  );
}
