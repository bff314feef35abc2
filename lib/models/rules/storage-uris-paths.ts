import { type Rule, WEBHOOK } from "./rule";

const DEFAULT = "/mnt/models";

/** Several places of files are mounted below one directory. */
export const storageUrisPaths: Rule = {
  refuses:
    "paths of `storageUris` that are not absolute, hold `..`, have no common directory, or of claims that are alike",
  source: `${WEBHOOK} validateMultipleStorageURIsSpec`,
  *check({ components }) {
    for (const { at, spec } of components) {
      const places = spec.storageUris ?? [];
      for (const [index, { mountPath = DEFAULT }] of places.entries()) {
        if (mountPath.startsWith("/") && mountPath !== "/" && !mountPath.includes("..")) continue;
        yield {
          prop: `${at}storageUris[${String(index)}].mountPath`,
          expected: 'an absolute path below "/" without ".."',
          got: mountPath,
          fix: `mountPath: "${DEFAULT}/part-${String(index)}"`,
        };
      }
      const paths = (ofClaims: boolean): string[] =>
        places.filter(({ uri }) => uri.startsWith("pvc://") === ofClaims).map(({ mountPath = DEFAULT }) => mountPath);
      const [claims, others] = [paths(true), paths(false)];
      const firsts = new Set(others.map((path) => path.split("/")[1]));
      if (others.length > 1 && firsts.size > 1) {
        yield {
          prop: `${at}storageUris`,
          expected: "mounted below one directory",
          got: others,
          fix: `mountPath: "${DEFAULT}/…" of each`,
        };
      }
      const twice = claims.find((path, index) => claims.indexOf(path) !== index);
      if (twice !== undefined) {
        yield {
          prop: `${at}storageUris`,
          expected: "claims at paths of their own",
          got: twice,
          fix: `mountPath: "${DEFAULT}/…" of each`,
        };
      }
    }
  },
};
