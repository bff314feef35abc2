import { serversOf } from "../frameworks";
import { type Rule, WEBHOOK } from "./rule";
import { storageUriVariable } from "./storage-scheme";

/** A model comes from one place, or from `storageUris`. */
export const storageOnce: Rule = {
  refuses: "`storageUris` beside a `storageUri`, and `storageUri` beside `storage.path`",
  source: `${WEBHOOK} validateMultipleStorageURIs; kserve v0.20.0 pkg/controller/v1beta1/inferenceservice/components/predictor.go addStorageInitializerAnnotations`,
  *check({ components }) {
    for (const { at, spec, predictor, explainer } of components) {
      const servers = [...serversOf(predictor ?? {}), ...(explainer?.art ? [["art", explainer.art] as const] : [])];
      for (const [field, { storageUri, storage }] of servers) {
        if (storageUri !== undefined && storage?.path !== undefined) {
          yield {
            prop: `${at}${field}.storage.path`,
            expected: "left out beside storageUri",
            got: storage.path,
            fix: "leave one of them",
          };
        }
      }
      const single =
        servers.find(([, { storageUri }]) => storageUri !== undefined)?.[1].storageUri ??
        storageUriVariable(spec.containers ?? []);
      if (spec.storageUris === undefined || single === undefined) continue;
      yield {
        prop: `${at}storageUris`,
        expected: "left out beside a storageUri",
        got: spec.storageUris,
        fix: "put the storageUri into storageUris",
      };
    }
  },
};
