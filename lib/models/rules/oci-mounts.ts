import { type Rule } from "./rule";

/** An image of a model is mounted at the directory above its path, so that two of them must not share one. */
export const ociMounts: Rule = {
  refuses: "more than ten `oci://` places of one pod, or two whose paths lie in one directory",
  source: "kserve v0.20.0 pkg/utils/storage.go ValidateOCIMountPaths, MaxOCISourcesPerPod",
  *check({ components }) {
    for (const { at, spec } of components) {
      const paths = (spec.storageUris ?? [])
        .filter(({ uri }) => uri.startsWith("oci://"))
        .map(({ mountPath = "/mnt/models" }) => mountPath);
      if (paths.length > 10) {
        yield { prop: `${at}storageUris`, expected: "at most 10 images", got: paths.length, fix: "fewer images" };
      }
      const directories = paths.map((path) => path.replace(/\/[^/]*\/?$/, ""));
      const shared = directories.find((directory, index) => directories.indexOf(directory) !== index);
      if (shared === undefined) continue;
      yield {
        prop: `${at}storageUris`,
        expected: "images mounted in directories of their own",
        got: paths,
        fix: 'mountPath: "/mnt/models/a/base" and "/mnt/models/b/adapter"',
      };
    }
  },
};
