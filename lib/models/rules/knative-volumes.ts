import { KNATIVE, type Rule } from "./rule";

/** Knative wants every volume mounted, and all but scratch space and claims read-only. */
export const knativeVolumes: Rule = {
  refuses: "volumes that no container mounts, and mounts that are not read-only where Knative wants it (Knative mode)",
  source: `${KNATIVE}/serving/k8s_validation.go ValidateVolumes, validateVolumeMounts`,
  *check({ mode, components }) {
    if (mode !== "Knative") return;
    for (const { at, spec, containers } of components) {
      const volumes = new Map((spec.volumes ?? []).map((volume) => [volume.name, volume]));
      const mounts = containers.flatMap(({ at: place, container, kind }) =>
        kind.startsWith("worker") ? [] : (container.volumeMounts ?? []).map((mount) => ({ place, mount })),
      );
      for (const [index, { name }] of (spec.volumes ?? []).entries()) {
        // A runtime of the model may mount it.
        if (mounts.some(({ mount }) => mount.name === name) || containers.some(({ kind }) => kind === "server"))
          continue;
        yield {
          prop: `${at}volumes[${String(index)}]`,
          expected: "mounted by a container (Knative mode)",
          got: name,
          fix: `volumeMounts: [{ name: "${name}", mountPath: "…" }]`,
        };
      }
      for (const { place, mount } of mounts) {
        const volume = volumes.get(mount.name);
        if (!volume || mount.readOnly === true) continue;
        const { emptyDir, persistentVolumeClaim } = volume;
        if (emptyDir || (persistentVolumeClaim && persistentVolumeClaim.readOnly !== true)) continue;
        yield {
          prop: `${at}${place}.volumeMounts`,
          expected: `read-only for volume ${mount.name} (Knative mode)`,
          got: mount.readOnly,
          fix: "readOnly: true",
        };
      }
    }
  },
};
