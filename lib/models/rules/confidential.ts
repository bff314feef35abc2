import { serversOf } from "../frameworks";
import { type Rule, WEBHOOK } from "./rule";

/** An encrypted model is opened by the storage initializer, which has to fetch it. */
export const confidential: Rule = {
  refuses: "a confidential model without a storageUri, from an image or a claim, or with a resourceId of another form",
  source: `${WEBHOOK} validateConfidential; kserve v0.20.0 pkg/validation/confidential.go`,
  *check({ spec: { predictor } }) {
    for (const [field, { confidential: stated, storageUri }] of serversOf(predictor)) {
      if (stated?.enabled !== true) continue;
      if (storageUri === undefined || storageUri === "") {
        yield {
          prop: `${field}.storageUri`,
          expected: "stated for a confidential model",
          got: storageUri,
          fix: 'storageUri: "s3://…"',
        };
      } else if (/^(oci|pvc):\/\//.test(storageUri)) {
        yield {
          prop: `${field}.confidential`,
          expected: "left out for an image or a claim, where nothing decrypts the files",
          got: storageUri,
          fix: "a storageUri that the storage initializer fetches",
        };
      }
      const { resourceId } = stated;
      if (resourceId === undefined || resourceId === "" || /^kbs:\/\/(\/[\w.-]+){3}$/.test(resourceId)) continue;
      yield {
        prop: `${field}.confidential.resourceId`,
        expected: "of the form kbs:///<repository>/<type>/<tag>",
        got: resourceId,
        fix: 'resourceId: "kbs:///default/key/1"',
      };
    }
  },
};
