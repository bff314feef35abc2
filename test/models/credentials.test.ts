import { ApiObject, App } from "cdk8s";
import { PersistentVolumeClaim, Secret, ServiceAccount } from "cdk8s-plus-27";
import { describe, expect, it } from "vitest";
import { ServingPlatform } from "../../charts/serving-platform";
import { synthesize, type Synthesized } from "../../charts/testing";
import * as credentials from "../../lib/models/credentials";
import type { StorageCredentials } from "../../lib/models/credentials";
import { InferenceService } from "../../lib/models/inference-service";
import type { Predictor } from "../../lib/models/predictor";

const sklearn = { modelFormat: "sklearn", storageUri: "s3://acme/iris" };

function platform(app: App): ServingPlatform {
  return new ServingPlatform(app, "platform", { profile: "dev" });
}

function made(predictor: Predictor): Synthesized {
  return synthesize((app) => new InferenceService(platform(app).namespace("team-a"), "iris", { predictor }));
}

/** The ServiceAccount of a model, and the fields of its predictor beside the model. */
function written(given: StorageCredentials | StorageCredentials[], storageUri = sklearn.storageUri) {
  const all = made({ model: { ...sklearn, storageUri }, credentials: given });
  const { predictor } = (all.find("InferenceService", "iris", "team-a") as unknown as { spec: { predictor: object } })
    .spec;
  const { model: _, ...rest } = predictor as { model: object };
  return { account: all.find("ServiceAccount", "iris-storage", "team-a"), predictor: rest };
}

describe("credentials of a storage", () => {
  const role = "arn:aws:iam::123456789012:role/models";

  it.each<[string, StorageCredentials, string, object, object]>([
    ["S3 by keys", credentials.s3Keys({ secretName: "s3" }), "s3://a/b", { secrets: [{ name: "s3" }] }, {}],
    [
      "S3 by a role",
      credentials.s3Irsa({ roleArn: role, region: "eu-west-1", endpoint: "minio:9000", useHttps: false }),
      "s3://a/b",
      {
        metadata: {
          annotations: {
            "eks.amazonaws.com/role-arn": role,
            "serving.kserve.io/s3-endpoint": "minio:9000",
            "serving.kserve.io/s3-region": "eu-west-1",
            "serving.kserve.io/s3-usehttps": "0",
          },
        },
      },
      {},
    ],
    ["S3 by pod identity", credentials.s3PodIdentity(), "s3://a/b", { metadata: { name: "iris-storage" } }, {}],
    ["GCS by a key", credentials.gcsKey({ secretName: "gcs" }), "gs://a/b", { secrets: [{ name: "gcs" }] }, {}],
    [
      "GCS by identity",
      credentials.gcsWorkloadIdentity({ googleServiceAccount: "models@acme.iam.gserviceaccount.com" }),
      "gs://a/b",
      { metadata: { annotations: { "iam.gke.io/gcp-service-account": "models@acme.iam.gserviceaccount.com" } } },
      {},
    ],
    [
      "Azure by a service principal",
      credentials.azureServicePrincipal({ secretName: "az" }),
      "https://acme.blob.core.windows.net/models/iris",
      { secrets: [{ name: "az" }] },
      {},
    ],
    [
      "Azure by an access key",
      credentials.azureAccessKey({ secretName: "az" }),
      "https://acme.blob.core.windows.net/models/iris",
      { secrets: [{ name: "az" }] },
      {},
    ],
    [
      "Azure by identity",
      credentials.azureWorkloadIdentity({ clientId: "0f", tenantId: "1e" }),
      "https://acme.blob.core.windows.net/models/iris",
      {
        metadata: {
          annotations: { "azure.workload.identity/client-id": "0f", "azure.workload.identity/tenant-id": "1e" },
        },
      },
      { labels: { "azure.workload.identity/use": "true" } },
    ],
    [
      "Hugging Face",
      credentials.huggingFaceToken({ secretName: "hf" }),
      "hf://meta-llama/Llama-3.1-8B-Instruct",
      { secrets: [{ name: "hf" }] },
      {},
    ],
    ["https", credentials.httpsHeaders({ secretName: "web" }), "https://a/b.tar", { secrets: [{ name: "web" }] }, {}],
    ["HDFS", credentials.hdfsSecret({ secretName: "hdfs" }), "hdfs://a/b", { secrets: [{ name: "hdfs" }] }, {}],
  ])("make the ServiceAccount that KServe reads: %s", (_, given, uri, account, predictor) => {
    const found = written(given, uri);
    expect(found.account).toMatchObject(account);
    expect(found.predictor).toEqual({ ...predictor, serviceAccountName: "iris-storage" });
  });

  it.each<[string, StorageCredentials, string, object]>([
    [
      "an image",
      credentials.ociPullSecret({ secretName: "reg" }),
      "oci://a/b",
      { imagePullSecrets: [{ name: "reg" }] },
    ],
    [
      "a claim to write to",
      credentials.writableClaim(),
      credentials.claimUri("models", "/iris"),
      { annotations: { "storage.kserve.io/readonly": "false" } },
    ],
    [
      "a storage Secret",
      credentials.storageSecret({ secretName: "stores" }),
      "s3://a/b",
      { annotations: { "serving.kserve.io/storageSecretName": "stores" } },
    ],
  ])("make none where nothing is read from it: %s", (_, given, uri, predictor) => {
    expect(written(given, uri)).toEqual({ account: undefined, predictor });
  });

  it("go together into one ServiceAccount", () => {
    const all = [credentials.s3Irsa({ roleArn: role }), credentials.s3Keys({ secretName: "s3" })];
    expect(written(all).account).toMatchObject({
      metadata: { annotations: { "eks.amazonaws.com/role-arn": role } },
      secrets: [{ name: "s3" }],
    });
  });

  it("take objects of cdk8s-plus for names", () => {
    const app = new App();
    const team = platform(app).namespace("team-a");
    const secret = Secret.fromSecretName(team, "secret", "hf");
    const claim = PersistentVolumeClaim.fromClaimName(team, "claim", "models");
    expect(credentials.huggingFaceToken({ secretName: secret }).secrets).toEqual(["hf"]);
    expect(credentials.claimUri(claim)).toBe("pvc://models/");
  });

  it("share a ServiceAccount that is named, and refuse to give it two sorts", () => {
    const two = (second: StorageCredentials) => () =>
      synthesize((app) => {
        const team = platform(app).namespace("team-a");
        const predictor = { model: sklearn, serviceAccountName: "models" };
        new InferenceService(team, "a", {
          predictor: { ...predictor, credentials: credentials.s3Irsa({ roleArn: role }) },
        });
        new InferenceService(team, "b", { predictor: { ...predictor, credentials: second } });
      });
    const { manifests } = two(credentials.s3Irsa({ roleArn: role }))();
    expect(
      manifests.filter(({ kind, metadata }) => kind === "ServiceAccount" && metadata.name === "models"),
    ).toHaveLength(1);
    expect(two(credentials.s3PodIdentity())).toThrow(
      "platform/team-a/b: credentials must be those that another model has given to ServiceAccount team-a/models",
    );
  });

  it("are refused beside a ServiceAccount that someone else makes", () => {
    const app = new App();
    const team = platform(app).namespace("team-a");
    const account = ServiceAccount.fromServiceAccountName(team, "account", "reader");
    const predictor = { model: sklearn, serviceAccountName: account, credentials: credentials.s3PodIdentity() };
    expect(() => new InferenceService(team, "iris", { predictor })).toThrow(
      'serviceAccountName must be left out beside credentials, or the name of the ServiceAccount that they make, got "reader"',
    );
  });

  it("leave a model two construct nodes, and its ServiceAccount one", () => {
    const app = new App();
    const team = platform(app).namespace("team-a");
    const before = team.node.findAll().length;
    new InferenceService(team, "iris", { predictor: { model: sklearn, credentials: credentials.s3PodIdentity() } });
    expect(team.node.findAll().length - before).toBe(3);
  });
});

describe("the value of a secret", () => {
  it("is refused in the YAML of a namespace, in plain or in base64", () => {
    const secret = (manifest: object) => () =>
      synthesize((app) => {
        const metadata = { name: "hf" };
        new ApiObject(platform(app).namespace("team-a"), "hf", {
          apiVersion: "v1",
          kind: "Secret",
          metadata,
          ...manifest,
        });
      });
    expect(secret({ stringData: { HF_TOKEN: "hf_abc" } })).toThrow(
      'platform/team-a/hf: data must be left out: the value of a secret must not stand in YAML, got ["HF_TOKEN"]',
    );
    expect(secret({ data: { HF_TOKEN: "aGZfYWJj" } })).toThrow("must not stand in YAML");
    expect(secret({})).not.toThrow();
    expect(() => secret({ stringData: { HF_TOKEN: "hf_abc" } })()).not.toThrow("hf_abc");
  });
});
