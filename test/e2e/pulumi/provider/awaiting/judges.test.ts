import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { Client } from "../client";
import type { Fields, KubeObject } from "../object";
import { Requests } from "../requests";
import { judgeOf, refreshJudgeOf } from "./judges";
import type { Judgement } from "./judge";

const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  "/api/v1": ["Pod", "Endpoints", "PersistentVolumeClaim", "Service"],
  "/apis/apps/v1": ["ReplicaSet", "Deployment", "StatefulSet", "DaemonSet"],
  "/apis/batch/v1": ["Job"],
};

let server: Server | undefined;
afterEach(() => server?.close());

/** A client of an API server that has these objects in namespace `n`. */
async function clusterOf(...objects: KubeObject[]): Promise<Client> {
  const pluralOf = (kind: string): string => (kind === "Endpoints" ? "endpoints" : `${kind.toLowerCase()}s`);
  const own = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const answer = (code: number, body: object): void => {
      response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const kinds = RESOURCES[path];
    const [, plural, name] = /\/namespaces\/n\/(\w+)(?:\/(\w+))?$/.exec(path) ?? [];
    const items = objects.filter(({ kind }) => pluralOf(kind) === plural);
    if (kinds) answer(200, { resources: kinds.map((kind) => ({ kind, name: pluralOf(kind), namespaced: true })) });
    else if (name === undefined) answer(200, { items });
    else {
      const found = items.find(({ metadata }) => metadata.name === name);
      answer(found ? 200 : 404, found ?? { reason: "NotFound" });
    }
  });
  server = own;
  await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
  const { port } = own.address() as AddressInfo;
  const connection = { ca: undefined, certificate: undefined, key: undefined, isInsecure: false, token: undefined };
  return new Client(new Requests({ ...connection, server: new URL(`http://127.0.0.1:${port}`) }));
}

function object(apiVersion: string, kind: string, fields: Fields & { metadata?: Fields }): KubeObject {
  const metadata = {
    name: kind.toLowerCase(),
    namespace: "n",
    uid: `uid of ${kind}`,
    generation: 1,
    ...fields.metadata,
  };
  return { apiVersion, kind, ...fields, metadata };
}

const ownedBy = (kind: string, more: Fields = {}): Fields => ({
  ownerReferences: [{ uid: `uid of ${kind}` }],
  ...more,
});
const revision = (value: string): Fields => ({ annotations: { "deployment.kubernetes.io/revision": value } });

async function judged(seen: KubeObject, ...others: KubeObject[]): Promise<Judgement> {
  const judge = judgeOf(seen);
  if (!judge) throw new Error(`${seen.kind} is not waited for`);
  return judge(seen, await clusterOf(...others));
}

function deployment(status: Fields, value = "1"): KubeObject {
  return object("apps/v1", "Deployment", {
    metadata: revision(value),
    spec: { template: { spec: { volumes: [{ persistentVolumeClaim: { claimName: "persistentvolumeclaim" } }] } } },
    status: { observedGeneration: 1, ...status },
  });
}

function replicaSet(ready: number, value = "1"): KubeObject {
  const metadata = ownedBy("Deployment", revision(value));
  return object("apps/v1", "ReplicaSet", { metadata, spec: { replicas: 2 }, status: { readyReplicas: ready } });
}

const available = { type: "Available", status: "True" };
const progressing = { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable" };

describe("a Deployment", () => {
  it("is ready when it is available and its newest ReplicaSet has all replicas ready", async () => {
    const status = { conditions: [available] };
    expect(await judged(deployment(status), replicaSet(2))).toMatchObject({ isReady: true });
    expect(await judged(deployment(status), replicaSet(1))).toMatchObject({
      isReady: false,
      status: "Waiting for app ReplicaSet to be available (1/2 Pods available)",
    });
    expect(await judged(deployment({ observedGeneration: 0, ...status, metadata: {} }))).toMatchObject({
      isReady: false,
    });
  });

  it("is rolled out when the second revision is, and not before", async () => {
    const status = { conditions: [available] };
    const [old, fresh] = [replicaSet(2, "1"), replicaSet(2, "2")];
    expect((await judged(deployment(status, "2"), old, fresh)).reasons).toContain(
      "Minimum number of Pods to consider the application live was not attained",
    );
    expect(await judged(deployment({ conditions: [available, progressing] }, "2"), old, fresh)).toMatchObject({
      isReady: true,
    });
  });

  it("names claims that are not bound, and what its pods say", async () => {
    const claim = object("v1", "PersistentVolumeClaim", { status: { phase: "Pending" } });
    const pod = object("v1", "Pod", {
      metadata: ownedBy("ReplicaSet"),
      status: {
        conditions: [
          { type: "PodScheduled", status: "True" },
          { type: "Ready", status: "False", message: "containers with unready status: [a]" },
        ],
        containerStatuses: [
          {
            name: "a",
            ready: false,
            state: { waiting: { reason: "ImagePullBackOff", message: "no such image" } },
            lastState: { terminated: { reason: "Error", exitCode: 2 } },
          },
        ],
      },
    });
    const unavailable = { type: "Available", status: "False", reason: "Few", message: "too few" };
    const { reasons } = await judged(deployment({ conditions: [unavailable] }), replicaSet(0), claim, pod);
    expect(reasons).toEqual([
      "[Few] too few",
      'Failed to bind PersistentVolumeClaim(s): "persistentvolumeclaim"',
      "Minimum number of live Pods was not attained",
      '[Pod n/pod]: containers with unready status: [a] -- [ImagePullBackOff] no such image -- container "a" terminated (Error: exit code 2)',
    ]);
  });
});

describe("other workloads", () => {
  it("a StatefulSet is ready when its replicas are of the newest revision", async () => {
    const set = (status: Fields): KubeObject =>
      object("apps/v1", "StatefulSet", { spec: { replicas: 2 }, status: { observedGeneration: 1, ...status } });
    const counts = { replicas: 2, readyReplicas: 2, currentReplicas: 2 };
    const done = { ...counts, currentRevision: "a", updateRevision: "a" };
    expect(await judged(set(done))).toMatchObject({ isReady: true });
    expect((await judged(set({ ...done, updateRevision: "b", readyReplicas: 1 }))).reasons).toEqual([
      "1 out of 2 replicas succeeded readiness checks",
      'StatefulSet controller failed to advance from revision "a" to revision "b"',
    ]);
  });

  it("a DaemonSet is ready when no node lacks a pod, also where no node wants one", async () => {
    const set = (status: Fields): KubeObject =>
      object("apps/v1", "DaemonSet", { status: { observedGeneration: 1, ...status } });
    expect(await judged(set({ desiredNumberScheduled: 0 }))).toMatchObject({ isReady: true });
    const counts = { desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2 };
    expect(await judged(set({ ...counts, numberAvailable: 1 }))).toMatchObject({ status: "Available: 1/2" });
    expect(await judged(set({}))).toMatchObject({ status: "Missing .status.desiredNumberScheduled" });
  });

  it("a Job is ready when it is complete, and hopeless when it has failed for good", async () => {
    const job = (...conditions: Fields[]): KubeObject =>
      object("batch/v1", "Job", { status: { startTime: "now", active: 1, conditions } });
    expect(await judged(job({ type: "Complete", status: "True" }))).toMatchObject({ isReady: true });
    expect(await judged(job())).toMatchObject({
      isReady: false,
      status: 'Waiting for Job "job" to succeed (Active: 1 | Succeeded: 0 | Failed: 0)',
    });
    const failed = { type: "Failed", status: "True", reason: "BackoffLimitExceeded", message: "often" };
    expect(await judged(job(failed))).toMatchObject({ isHopeless: true, status: "[BackoffLimitExceeded] often" });
  });

  it("a Pod says what it waits for first", async () => {
    const pod = (...conditions: Fields[]): KubeObject => object("v1", "Pod", { status: { conditions } });
    expect(await judged(pod())).toMatchObject({ status: 'Waiting for Pod "n/pod" to be scheduled' });
    const scheduled = { type: "PodScheduled", status: "False", message: "0/1 nodes are available" };
    expect((await judged(pod(scheduled))).reasons).toEqual(["0/1 nodes are available"]);
    const all = ["PodScheduled", "Initialized", "Ready"].map((type) => ({ type, status: "True" }));
    expect(await judged(pod(...all))).toMatchObject({ isReady: true });
  });
});

describe("a Service", () => {
  const service = (spec: Fields, status: Fields = {}): KubeObject => object("v1", "Service", { spec, status });
  const endpoints = (subset: Fields): KubeObject =>
    object("v1", "Endpoints", { metadata: { name: "service" }, subsets: [subset] });
  const selector = { app: "a" };

  it("is ready at once where it has no pods of its own", async () => {
    for (const spec of [{}, { selector, clusterIP: "None" }, { selector, type: "ExternalName" }])
      expect(await judged(service(spec))).toMatchObject({ isReady: true });
  });

  it("wants settled endpoints when it is made, and ready ones when it is refreshed", async () => {
    const ready = endpoints({ addresses: [{ ip: "1" }] });
    expect(await judged(service({ selector }), ready)).toMatchObject({ isReady: false, isGoodEnough: true });
    const judge = refreshJudgeOf(service({ selector }));
    expect(await judge?.(service({ selector }), await clusterOf(ready))).toMatchObject({ isReady: true });
    const pending = await clusterOf(endpoints({ notReadyAddresses: [{ ip: "1" }] }));
    expect(await judge?.(service({ selector }), pending)).toMatchObject({ isReady: false, isGoodEnough: false });
  });

  it("wants a load balancer's address", async () => {
    const spec = { type: "LoadBalancer" };
    expect(await judged(service(spec))).toMatchObject({ isReady: false });
    expect(await judged(service(spec, { loadBalancer: { ingress: [{ ip: "1" }] } }))).toMatchObject({ isReady: true });
  });
});

describe("what is not waited for", () => {
  it("is what skips it, and kinds that are ready once they exist", () => {
    const annotations = { "pulumi.com/skipAwait": "true" };
    expect(judgeOf(object("apps/v1", "Deployment", { metadata: { annotations } }))).toBeUndefined();
    expect(judgeOf(object("v1", "ConfigMap", {}))).toBeUndefined();
    expect(judgeOf(object("e2e.test/v1", "Thing", {}))).toBeUndefined();
  });

  it("is at a refresh what only waitFor asks for", () => {
    const annotations = { "pulumi.com/waitFor": "condition=Ready" };
    expect(judgeOf(object("e2e.test/v1", "Thing", { metadata: { annotations } }))).toBeDefined();
    expect(refreshJudgeOf(object("e2e.test/v1", "Thing", { metadata: { annotations } }))).toBeUndefined();
  });
});
