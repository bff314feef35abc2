import { COMPONENT, type Rule } from "./rule";

const TYPES = ["s3", "hdfs", "webhdfs"];

/** Of an explainer's store KServe reads three sorts. */
export const artStorage: Rule = {
  refuses: "a store of the ART explainer that is not S3, HDFS or WebHDFS, and a type that KServe does not know",
  source: `${COMPONENT} validateStorageSpec; kserve v0.20.0 pkg/apis/serving/v1beta1/explainer_art.go`,
  *check({ spec: { explainer } }) {
    const { storage, storageUri, type } = explainer?.art ?? {};
    if (explainer?.art && type !== "SquareAttack") {
      yield { prop: "explainer.art.type", expected: '"SquareAttack"', got: type, fix: 'type: "SquareAttack"' };
    }
    if (!storage) return;
    const sort = storageUri === undefined ? storage.parameters?.type : (/^([^:]+):\/\//.exec(storageUri)?.[1] ?? "");
    if (sort === undefined || TYPES.includes(sort)) return;
    yield {
      prop: storageUri === undefined ? "explainer.art.storage.parameters.type" : "explainer.art.storageUri",
      expected: `one of ${TYPES.join(", ")} beside storage`,
      got: storageUri ?? sort,
      fix: 'parameters: { type: "s3", bucket: "…" }',
    };
  },
};
