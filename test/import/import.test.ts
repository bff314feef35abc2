import { describe, expect, it } from "vitest";
import { importYaml, type Imported, type ImportOptions } from "../../lib/import/import";
import { InvalidError } from "../../lib/internal/invalid";
import { run } from "../docs/programs";
import { runnable } from "./corpus";

function imported(text: string, options?: ImportOptions): Imported {
  return importYaml([{ name: "a.yaml", text }], options);
}

function refusal(text: string, options?: ImportOptions): string {
  try {
    imported(text, options);
  } catch (error) {
    if (error instanceof InvalidError) return error.message;
    throw error;
  }
  return "";
}

const head = (kind: string, metadata = "{ name: a, namespace: team-a }"): string =>
  `apiVersion: serving.kserve.io/${kind === "InferenceService" ? "v1beta1" : "v1alpha1"}\nkind: ${kind}\nmetadata: ${metadata}\n`;
const iris = (
  metadata?: string,
  predictor = "model: { modelFormat: { name: sklearn }, storageUri: gs://a/b }",
): string => `${head("InferenceService", metadata)}spec:\n  predictor:\n    ${predictor}\n`;

describe("a file that is no YAML of Kubernetes", () => {
  it.each([
    ["a: [1,\nb: 2", /^a\.yaml:2: .+/],
    ["a: 1\na: 2\n", /^a\.yaml:2: Map keys must be unique$/],
    ["a: *b\n", /^a\.yaml:1: Unresolved alias.*b$/],
    ["just text", /^a\.yaml:1: a document must be an object of Kubernetes, got "just text"$/],
    ["- 1", /^a\.yaml:1: a document must be an object of Kubernetes, got \[1\]$/],
    ["kind: Pod", /^a\.yaml:1: apiVersion must be stated, got nothing; fix: apiVersion: serving\.kserve\.io\/v1beta1$/],
    ["apiVersion: v1\nkind: 7", /^a\.yaml:2: kind must be stated, got 7; fix: kind: InferenceService$/],
    [
      "apiVersion: v1\nkind: ConfigMap\nmetadata: { generateName: a }",
      /^a\.yaml:3: metadata\.name must be stated, .*got nothing/,
    ],
    ["", /^a\.yaml: no object in it; fix: name a file with YAML of Kubernetes$/],
    ["---\n# nothing\n---\n", /^a\.yaml: no object in it/],
    ["apiVersion: v1\nkind: List\nitems:\n", /^a\.yaml: no object in it/],
    [
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]",
      /^a\.yaml:1: an object must be one that a cluster holds, got "Kustomization", .*; fix: kubectl kustomize FOLDER \| kserve-stack import -$/,
    ],
    ["a: &b\n  c: *b\n", /^a\.yaml:1: an anchor must not hold an alias of itself; fix: write it out$/],
    [
      "a:\n  b: {{ .Values.b }}\n",
      /^a\.yaml:2: a key must be text, got "\{ \.Values\.b \}"; fix: quotes around it, or/,
    ],
    [
      "a: 9007199254740993\n",
      /^a\.yaml:1: a whole number must be within ±9007199254740991, got 9007199254740993; fix: quotes$/,
    ],
    [
      "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: 7 }",
      /^a\.yaml:3: metadata\.namespace must be text, got 7; fix: quotes$/,
    ],
  ])("is refused with file, line and reason: %j", (text, message) => {
    expect(refusal(text)).toMatch(message);
  });

  it("is told with all that is wrong in all files at once", () => {
    const files = [
      { name: "a.yaml", text: "a: [1,\nb: 2" },
      { name: "b.yaml", text: `${iris()}---\nkind: Pod` },
    ];
    expect(() => importYaml(files)).toThrow(/^a\.yaml:2: .*\n(a\.yaml.*\n)*b\.yaml:8: apiVersion must be stated/);
  });
});

describe("an object that KServe refuses", () => {
  it.each([
    [
      iris("{ name: a, annotations: { serving.kserve.io/deploymentMode: ModelMesh } }"),
      'must be one of Knative, Serverless, Standard, RawDeployment, got "ModelMesh"; fix: Standard; this package installs no ModelMesh',
    ],
    [iris("{ name: a, labels: { tier: 1 } }"), 'a.yaml:3: metadata.labels must be an object of texts, got {"tier":1}'],
    [iris(undefined, "minReplicas: many"), 'a.yaml:6: spec.predictor.minReplicas must be a whole number, got "many"'],
    [
      iris(undefined, "model: { modelFormat: { name: x }, protocolVersion: v3 }"),
      'spec.predictor.model.protocolVersion must be one of v1, v2, grpc-v1, grpc-v2: KServe knows no other, got "v3"; fix: v1',
    ],
    [`${iris()}---\n${iris()}`, "a.yaml:8: InferenceService a must be stated once, got it at a.yaml:1 too"],
    [
      iris().replace("v1beta1", "v1alpha2"),
      'a.yaml:1: apiVersion must be one of serving.kserve.io/v1beta1, got "serving.kserve.io/v1alpha2"; fix: write serving.kserve.io/v1beta1',
    ],
    [
      `${iris().replace("v1beta1", "v1alpha2").split("spec")[0] ?? ""}spec: { default: { predictor: {} } }`,
      'a.yaml:1: apiVersion must be one of serving.kserve.io/v1beta1, got "serving.kserve.io/v1alpha2"; fix: write serving.kubeflow.org/v1alpha2, which had spec.default, to have it converted',
    ],
    [
      iris().replace("serving.kserve.io/v1beta1", "serving.kubeflow.org/v1"),
      "apiVersion must be one that KFServing had",
    ],
    [
      `${head("TrainedModel")}spec: { inferenceService: s, model: { framework: f, memory: 1Gi, storageUri: pvc://a } }`,
      "a.yaml:4: model.storageUri must be a URI with one of s3://",
    ],
    [
      `${head("InferenceGraph")}spec: { nodes: { root: { routerType: Splitter, steps: [{ serviceName: a, weight: 90 }] } } }`,
      "nodes.root.steps must be weights that come to 100, got 90",
    ],
    [
      `${head("InferenceGraph")}spec: { nodes: { root: { routerType: Ensemble, steps: [{ nodeName: x }] } } }`,
      'nodes.root.steps[0].nodeName must be a node of this graph (root), got "x"',
    ],
    [
      `${head("ServingRuntime")}spec: { containers: [{ name: server }] }`,
      "containers must be with one called kserve-container",
    ],
    [
      `${head("ClusterStorageContainer", "{ name: a }")}spec: { container: { name: a, image: b }, supportedUriFormats: [{ prefix: a, regex: b }] }`,
      "supportedUriFormats[0] must be exactly one of prefix and regex",
    ],
    [
      iris(
        undefined,
        "autoScaling: { metrics: [{ type: Resource, external: { metric: {}, target: { type: Value } } }] }",
      ),
      "spec.predictor.autoScaling.metrics[0] must be a metric of type Resource that states resource and nothing else",
    ],
    [
      "apiVersion: serving.kubeflow.org/v1beta1\nkind: InferenceService\nmetadata: { name: a }\nspec: { predictor: {}, explainer: { alibi: { type: AnchorTabular } } }",
      "spec.explainer.alibi must be an explainer that KServe 0.20 has",
    ],
    [
      "apiVersion: serving.kubeflow.org/v1beta1\nkind: InferenceService\nmetadata: { name: a }\nspec: { predictor: { sklearn: text } }",
      'a.yaml:4: spec.predictor.sklearn must be an object, got "text"',
    ],
    [
      "apiVersion: serving.kubeflow.org/v1beta1\nkind: InferenceService\nmetadata: { name: a }\nspec: { predictor: { xgboost: { args: a, nthread: 2 } }, transformer: { containers: [text, null] } }",
      'a.yaml:4: spec.predictor.model.args must be a list, got "a"',
    ],
    [
      "apiVersion: serving.kubeflow.org/v1alpha2\nkind: InferenceService\nmetadata: { name: a }\nspec: { default: { predictor: text, transformer: { custom: { container: text } } } }",
      'a.yaml:4: spec.transformer.containers[0] must be an object, got "text"',
    ],
    [
      "apiVersion: serving.kubeflow.org/v1alpha2\nkind: InferenceService\nmetadata: { name: a }\nspec: text",
      'a.yaml:4: spec must be an object, got "text"',
    ],
    [
      iris(undefined, "model: { storageUri: gs://a/b, runtime: c }"),
      "a.yaml:6: spec.predictor.model.modelFormat must be stated, without which KServe finds no runtime, got nothing",
    ],
    [head("InferenceService"), "a.yaml:1: spec must be stated, without which an InferenceService is nothing"],
    [
      iris(undefined, "containers: [{ image: b }, { image: c }]"),
      "a.yaml:6: spec.predictor.containers[1].name must be present",
    ],
    [
      `${head("ServingRuntime")}spec: { containers: [{ name: kserve-container, image: a, resources: { limits: { cpu: 0.5 } } }] }`,
      "spec.containers[0].resources.limits.cpu must be a whole number or text, got 0.5",
    ],
    [
      iris(undefined, "containers: [{ name: a, image: b, readinessProbe: { httpGet: { port: 80.5 } } }]"),
      "spec.predictor.containers[0].readinessProbe.httpGet.port must be a whole number or text, got 80.5",
    ],
  ])("is refused: %#", (text, message) => {
    expect(refusal(text)).toContain(message);
  });

  it("is refused where it is of Knative mode and the platform of Standard mode", () => {
    const text = iris("{ name: a, annotations: { serving.kserve.io/deploymentMode: Knative } }");
    expect(refusal(text, { mode: "Standard" })).toBe(
      'a.yaml:3: InferenceService a must be of mode Standard on a platform of that mode, got "Knative"; fix: --mode Knative',
    );
  });
});

describe("an import", () => {
  it("keeps what the schema does not know as a patch, says so, and synth refuses it", () => {
    const { code, notes, typed, patched } = imported(
      iris(undefined, "minReplica: 2\n    model: { modelFormat: { name: sklearn }, storageUri: gs://a/b }"),
    );
    expect(code).toContain('ApiObject.of(a).addJsonPatch(JsonPatch.add("/spec/predictor/minReplica", 2));');
    expect(notes).toContain(
      "a.yaml:6: spec.predictor.minReplica is kept as a patch, which synth refuses: KServe 0.20.0 has no such field; did you mean minReplicas?",
    );
    expect([typed, patched]).toEqual([6, 1]);
    const program = runnable("patched.yaml", code);
    const outcome = run([program]).get(program.file);
    expect(outcome?.error).toBe(
      'InvalidError: platform/team-a/a: spec.predictor.minReplica must be a field that the schema knows, got "minReplica"; fix: did you mean minReplicas?',
    );
  });

  it("keeps metadata that the construct has no property for as a patch that stays", () => {
    const { code, notes } = imported(iris("{ name: a, namespace: team-a, finalizers: [acme.dev/hold] }"));
    expect(code).toContain('JsonPatch.add("/metadata/finalizers", ["acme.dev/hold"])');
    expect(notes).toContain("a.yaml:3: metadata.finalizers is kept as a patch: the construct has no property for it");
  });

  it("does not point to a field that is there by the same name elsewhere", () => {
    const { notes } = imported(`${iris()}  nodeName: b\n`);
    expect(notes).toContain(
      "a.yaml:7: spec.nodeName is kept as a patch, which synth refuses: KServe 0.20.0 has no such field here, but elsewhere",
    );
  });

  it("mends what KServe's webhook mends before the schema is asked, and says so", () => {
    const { code, notes } = imported(
      iris(undefined, "containers: [{ image: b, resources: { requests: { cpu: 0.5 }, limits: { cpu: 1 } } }]"),
    );
    expect(code).toContain('name: "kserve-container"');
    expect(code).toContain('resources: { requests: { cpu: "0.5" }, limits: { cpu: 1 } }');
    expect(notes.slice(0, 2)).toEqual([
      "a.yaml:1: spec.predictor.containers[0] gets the name kserve-container, as KServe's webhook has it",
      'a.yaml:1: spec.predictor.containers[0].resources.requests.cpu is the text "0.5" now, as KServe\'s webhook has it',
    ]);
  });

  it("leaves a Secret's data out, in the program's words too, and keeps one without data", () => {
    const { code, notes } = imported(
      "apiVersion: v1\nkind: Secret\nmetadata: { name: s3 }\nstringData: { key: hidden }",
    );
    expect(code).not.toContain("hidden");
    expect(code).toContain("// Secret default/s3 is left out: a program is no place for its data.");
    expect(notes[0]).toBe("a.yaml:1: Secret default/s3 is left out, since a program is no place for its data");
    const token = "apiVersion: v1\nkind: Secret\nmetadata: { name: t }\ntype: kubernetes.io/service-account-token";
    expect(imported(token).code).toContain('kind: "Secret"');
  });

  it("says what a canary of KFServing's v1alpha2 needs", () => {
    const { notes } = imported(
      "apiVersion: serving.kubeflow.org/v1alpha2\nkind: InferenceService\nmetadata: { name: a }\nspec:\n" +
        "  canaryTrafficPercent: 10\n  canary: { predictor: { sklearn: { storageUri: gs://a/2 } } }\n" +
        "  default: { predictor: { sklearn: { storageUri: gs://a/1 } } }",
    );
    expect(notes.join("\n")).toMatch(
      /spec\.canary is left out \(.*gs:\/\/a\/2.*\): KServe rolls a change out in place/,
    );
  });

  it("takes Standard for the platform's mode where all say so, and opens Knative's to others", () => {
    const standard = iris("{ name: a, annotations: { serving.kserve.io/deploymentMode: RawDeployment } }");
    expect(imported(standard).code).toContain('{ domain: "models.internal", mode: "Standard" }');
    expect(imported(standard).notes).toContain("a.yaml:3: InferenceService a says Standard for RawDeployment");
    const mixed = imported(`${standard}---\n${iris("{ name: b }")}`);
    expect(mixed.code).toContain('{ domain: "models.internal", gatewayApi: true }');
    expect(mixed.code).toContain('mode: "Standard"');
    expect(imported(iris(), { mode: "Standard", domain: "models.acme.dev" }).code).toContain(
      '{ domain: "models.acme.dev", mode: "Standard" }',
    );
  });

  it("puts objects without a namespace where it is told, and says so", () => {
    const { code, notes } = imported(iris("{ name: a }"), { namespace: "team-b" });
    expect(code).toContain('platform.namespace("team-b")');
    expect(notes).toContain("a.yaml:1: InferenceService a states no namespace and goes to team-b");
  });

  it("leaves an object of a kind that it does not know without a namespace, and says so", () => {
    const { code, notes } = imported("apiVersion: acme.dev/v1\nkind: Widget\nmetadata: { name: a }\nspec: { x: 1 }");
    expect(code).toContain('new ApiObject(platform.clusterResources, "a", {');
    expect(code).toContain('metadata: { name: "a" },');
    expect(notes).toContain("a.yaml:1: Widget a states no namespace and is left so, since its kind may have none");
  });

  it("leaves the namespace of a cluster-scoped kind out, and says so", () => {
    const { code, notes } = imported(
      `${head("ClusterServingRuntime", "{ name: a, namespace: b }")}spec: { containers: [{ name: kserve-container, image: c }] }`,
    );
    expect(code).not.toContain("namespace");
    expect(notes[0]).toBe(
      "a.yaml:3: metadata.namespace is left out (b), since a ClusterServingRuntime belongs to none",
    );
  });

  it("writes the same program each time", () => {
    expect(imported(iris()).code).toBe(imported(iris()).code);
  });

  it("names variables and constructs so that nothing collides", () => {
    const { code } = imported(
      [
        iris("{ name: app, namespace: app }"),
        iris("{ name: new, namespace: app }"),
        `${head("InferenceGraph", "{ name: app, namespace: app }")}spec: { nodes: { root: { routerType: Ensemble, steps: [{ serviceName: app }, { serviceName: new }] } } }`,
      ].join("---\n"),
    );
    expect(code).toContain('const appNamespace = platform.namespace("app");');
    expect(code).toContain('const appInferenceService = new InferenceService(appNamespace, "app", {');
    expect(code).toContain('const newInferenceService = new InferenceService(appNamespace, "new", {');
    expect(code).toContain('new InferenceGraph(appNamespace, "app-inference-graph", {\n  name: "app",');
  });

  it("reads words and numbers as Kubernetes does", () => {
    const volumes =
      "volumes: [{ name: a, secret: { secretName: b, defaultMode: 0400 } }]\n    automountServiceAccountToken: no\n    annotations: { at: 2026-01-01, id: 1:30 }\n    model: { modelFormat: { name: sklearn }, storageUri: gs://a/b }";
    const { code } = imported(iris(undefined, volumes));
    expect(code).toContain("defaultMode: 256");
    expect(code).toContain("automountServiceAccountToken: false");
    expect(code).toContain('annotations: { at: "2026-01-01", id: "1:30" }');
  });

  it.each([
    ["0o644", 420],
    ["0644", 420],
    ["-0x1F", -31],
    ["0b101", 5],
    ["1_000", 1000],
    ["089", 89],
    ["1e3", 1000],
    [".5", 0.5],
    ["e5", "e5"],
    [".", "."],
    ["-.", "-."],
    ["1e", "1e"],
    ["0x", "0x"],
    ["1.2.3", "1.2.3"],
  ])("reads %s as Kubernetes does", (text, value) => {
    const { code } = imported(
      `apiVersion: acme.dev/v1\nkind: Thing\nmetadata: { name: a, namespace: b }\nis: ${text}\n`,
    );
    expect(code).toContain(`  is: ${JSON.stringify(value)},\n`);
  });

  it("reads a model that is called like a number with an exponent", () => {
    expect(imported(iris("{ name: e5, namespace: team-a }")).code).toContain('new InferenceService(teamA, "e5", {');
  });

  it("takes an empty namespace for none", () => {
    for (const namespace of ["", '""', "~"]) {
      const { code, notes } = imported(iris(`\n  name: a\n  namespace: ${namespace}`));
      expect(code).toContain('platform.namespace("default")');
      expect(notes[0]).toBe("a.yaml:1: InferenceService a states no namespace and goes to default");
    }
  });

  it("reads a list that uses an anchor many times", () => {
    const env = Array.from({ length: 200 }, (_, n) => `{ name: V${String(n)}, value: *v }`).join(", ");
    const text = iris("{ name: &v a, namespace: team-a }", `containers: [{ image: b, name: c, env: [${env}] }]`);
    expect(imported(text).code).toContain('{ name: "V199", value: "a" }');
  });

  it("stays a program where the name of a file has lines", () => {
    expect(importYaml([{ name: "a\nb.yaml", text: iris() }]).code).toMatch(/^\/\/ Written .* from a b\.yaml\.\nimport/);
  });
});
