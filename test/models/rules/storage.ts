import { gcsKey, huggingFaceToken } from "../../../lib/models/credentials";
import type { RuleName } from "../../../lib/models/rules";
import { model, server, type RuleCases } from "./case";

const token = huggingFaceToken({ secretName: "hf" });

/** Rules of where a model's files come from. */
export const storage = {
  "storage-scheme": {
    fails: { predictor: { model: { ...model, storageUri: "gcs://acme/iris" } } },
    says: "model.storageUri must be a URI with one of s3://",
    passes: { predictor: { model: { ...model, storageUri: "acme://iris" }, storageContainerName: "acme" } },
  },
  "storage-once": {
    fails: { predictor: { model, storageUris: [{ uri: "gs://acme/iris" }] } },
    says: "storageUris must be left out beside a storageUri",
    passes: { predictor: { model: { modelFormat: "sklearn" }, storageUris: [{ uri: "gs://acme/iris" }] } },
  },
  "storage-uris-paths": {
    fails: {
      predictor: {
        model: { modelFormat: "sklearn" },
        storageUris: [
          { uri: "gs://acme/a", mountPath: "/mnt/a" },
          { uri: "gs://acme/b", mountPath: "/opt/b" },
        ],
      },
    },
    says: 'storageUris must be mounted below one directory, got ["/mnt/a","/opt/b"]',
    passes: {
      predictor: {
        model: { modelFormat: "sklearn" },
        storageUris: [
          { uri: "gs://acme/a", mountPath: "/mnt/a" },
          { uri: "gs://acme/b", mountPath: "/mnt/b" },
        ],
      },
    },
  },
  "oci-mounts": {
    fails: {
      predictor: {
        model: { modelFormat: "sklearn" },
        storageUris: [
          { uri: "oci://acme/a", mountPath: "/mnt/models/a" },
          { uri: "oci://acme/b", mountPath: "/mnt/models/b" },
        ],
      },
    },
    says: "storageUris must be images mounted in directories of their own",
    passes: {
      predictor: {
        model: { modelFormat: "sklearn" },
        storageUris: [
          { uri: "oci://acme/a", mountPath: "/mnt/a/base" },
          { uri: "oci://acme/b", mountPath: "/mnt/b/base" },
        ],
      },
    },
  },
  "storage-uri-beside-transformer": {
    fails: {
      predictor: {
        model,
        containers: [
          { ...server, name: "transformer-container", env: [{ name: "STORAGE_URI", value: "gs://acme/iris" }] },
        ],
      },
    },
    says: "containers[0].env must be without STORAGE_URI in a transformer beside the predictor",
    passes: { predictor: { model, containers: [{ ...server, name: "transformer-container" }] } },
  },
  "credentials-scheme": {
    fails: { predictor: { model, credentials: token } },
    says: 'credentials must be beside a URI with hf://, which huggingFaceToken opens, got ["gs://acme/iris"]',
    passes: { predictor: { model, credentials: gcsKey({ secretName: "gcs" }) } },
  },
  "literal-secrets": {
    fails: { predictor: { model: { ...model, env: [{ name: "HF_TOKEN", value: "hf_abc" }] } } },
    says: 'model.env must be without the value of HF_TOKEN, got "a literal value"',
    passes: {
      predictor: {
        model: {
          ...model,
          env: [{ name: "HF_TOKEN", valueFrom: { secretKeyRef: { name: "hf", key: "HF_TOKEN" } } }],
        },
      },
    },
  },
  confidential: {
    fails: { predictor: { model: { ...model, confidential: { enabled: true, resourceId: "key" } } } },
    says: 'model.confidential.resourceId must be of the form kbs:///<repository>/<type>/<tag>, got "key"',
    passes: { predictor: { model: { ...model, confidential: { enabled: true, resourceId: "kbs:///default/key/1" } } } },
  },
} satisfies Partial<Record<RuleName, RuleCases>>;
