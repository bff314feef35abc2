import { type Rule } from "./rule";

/** A container of one's own has no runtime that would bring its image. */
export const containerImages: Rule = {
  refuses: "a container of one's own without an image",
  source: "Kubernetes: pkg/apis/core/validation/validation.go validateContainers",
  *check({ components }) {
    for (const { at, containers } of components) {
      const hasRuntime = containers.some(({ kind }) => kind === "server");
      for (const { at: place, container, kind } of containers) {
        if ((kind !== "container" && kind !== "init") || (container.image ?? "") !== "") continue;
        // A transformer beside a model may take its image from the runtime.
        if (hasRuntime && container.name === "transformer-container") continue;
        yield {
          prop: `${at}${place}.image`,
          expected: "stated",
          got: container.image,
          fix: 'image: "registry/name:tag"',
        };
      }
    }
  },
};
