import { type Rule } from "./rule";

/** The API server refuses a mount of a volume that the pod does not have. */
export const mountsHaveVolumes: Rule = {
  refuses: "a mount of a volume that a server of one's own does not have",
  source: "Kubernetes: pkg/apis/core/validation/validation.go ValidateVolumeMounts",
  *check({ components }) {
    for (const { at, spec, containers } of components) {
      // A runtime brings volumes of its own, and further nodes have theirs.
      if (containers.some(({ kind }) => kind === "server")) continue;
      const names = (spec.volumes ?? []).map(({ name }) => name);
      for (const { at: place, container } of containers) {
        for (const { name } of container.volumeMounts ?? []) {
          if (names.includes(name)) continue;
          yield {
            prop: `${at}${place}.volumeMounts`,
            expected: `of a volume that the pod has (${names.length === 0 ? "none" : names.join(", ")})`,
            got: name,
            fix: `volumes: [{ name: "${name}", … }]`,
          };
        }
      }
    }
  },
};
