import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ApiObject, Chart, Duration } from "cdk8s";
import { Construct } from "constructs";
import { beforeAll, describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { ServingPlatform } from "../../charts/serving-platform";
import { InferenceService } from "../../lib/models/inference-service";
import { ServingApp } from "../../lib/output/serving-app";
import { fromOutput, ServingStack } from "../../stacks";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

const registered: Registered[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.push({ type, name, inputs: inputs as Record<string, unknown> });
      return { id: name, state: { ...(inputs as object), status: { url: `http://${name}` } } };
    },
    call: () => ({}),
  });
});

/** Deploys a definition and waits until all of it is registered. */
async function deployed(
  define: (app: ServingApp) => unknown,
): Promise<{ stack: ServingStack; objects: readonly Registered[] }> {
  registered.length = 0;
  const stack = new ServingStack("serving", define, { kubeconfig: "none" });
  const app = new ServingApp({ resolvers: [{ resolve: () => undefined }] });
  define(app);
  await Promise.all(
    app
      .plan()
      .charts.flatMap(({ objects }) => objects.map(({ id }) => id))
      .filter((id) => !id.includes("kserve-stack.invalid"))
      .map((id) => valueOf(stack.resource(id).urn)),
  );
  return { stack, objects: registered.filter(({ type }) => type.startsWith("kubernetes:")) };
}

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply((value) => {
      resolve(value);
    });
  });
}

function field(stack: ServingStack, id: string, name: string): pulumi.Output<unknown> {
  return (stack.resource(id) as unknown as Record<string, pulumi.Output<unknown>>)[name] as pulumi.Output<unknown>;
}

/** A manifest without what only tells Pulumi's provider how to wait. */
function withoutAnnotations({ metadata, ...rest }: Record<string, unknown>): object {
  const { annotations, ...meta } = metadata as { readonly annotations?: Record<string, string> };
  const own = Object.entries(annotations ?? {}).filter(([key]) => !key.startsWith("pulumi.com/"));
  const isPulumis = annotations !== undefined && own.length === 0;
  return { ...rest, metadata: { ...meta, ...(annotations && !isPulumis && { annotations: Object.fromEntries(own) }) } };
}

describe("a ServingStack", () => {
  let stack: ServingStack;
  let objects: readonly Registered[];
  let components: readonly string[];

  beforeAll(async () => {
    ({ stack, objects } = await deployed((app) => defaultPlatform(app)));
    components = registered.filter(({ type }) => type.startsWith("kserve-stack:")).map(({ name }) => name);
  });

  it("registers each object of the plan, with every field, once", () => {
    const app = new ServingApp();
    defaultPlatform(app);
    const manifests = app.plan().charts.flatMap((chart) => chart.objects.map(({ manifest }) => manifest));
    const byName = (list: readonly object[]): string[] => list.map((one) => JSON.stringify(sorted(one))).sort();
    expect(byName(objects.map(({ inputs }) => withoutAnnotations(inputs)))).toEqual(
      byName(manifests.map((manifest) => withoutAnnotations({ ...manifest }))),
    );
  });

  it("names resources for what they are, so that moving a construct changes none", async () => {
    const names = (list: readonly Registered[]): string[] => list.map(({ type, name }) => `${type} ${name}`).sort();
    const deep = await deployed((app) => defaultPlatform(new Construct(new Construct(app, "acme"), "clusters")));
    expect(names(deep.objects)).toEqual(names(objects));
    expect(names(objects)).toContain("kubernetes:apps/v1:Deployment kserve/kserve-controller-manager");
  });

  it("makes one component a chart, and the guard of the models", () => {
    expect(components).toContain("knative-serving");
    expect(components).toContain("models");
    expect(new Set(components).size).toBe(components.length);
  });

  it("writes the same however many Outputs the program carried before", async () => {
    const written = async (): Promise<string[]> => {
      const domain = fromOutput(pulumi.output("models.acme.dev"));
      const made = await deployed((app) => new ServingPlatform(app, "platform", { kubernetes: "1.35", domain }));
      return made.objects.map(({ inputs }) => JSON.stringify(sorted(inputs))).sort();
    };
    const first = await written();
    expect(first.join("\n")).toContain("models.acme.dev");
    expect(await written()).toEqual(first);
  });

  it("tells what a name is near to", () => {
    expect(() => stack.url("models/irsi")).toThrow(
      'url must be of a model of the stack (models/iris, models/llm, models/custom), got "models/irsi"; fix: did you mean "models/iris"?',
    );
    expect(() => stack.resource("Namespace kserv")).toThrow('did you mean "Namespace kserve"?');
  });

  it("tells the URL that mocks say a model has", async () => {
    expect(await valueOf(stack.url("models/iris"))).toBe("http://models/iris");
  });

  it("uses a provider that it is given, and makes one like it for definitions", async () => {
    registered.length = 0;
    const provider = new k8s.Provider("theirs", { kubeconfig: "their kubeconfig", context: "their context" });
    const own = new ServingStack("own", (app) => new Chart(app, "own"), { provider, prefix: "blue" });
    await valueOf(own.urn);
    await valueOf(provider.urn);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const providers = registered.filter(({ type }) => type === "pulumi:providers:kubernetes");
    expect(providers.map(({ name }) => name)).toEqual(["theirs", "blue:definitions"]);
    expect(providers[1]?.inputs).toMatchObject({ kubeconfig: "their kubeconfig", context: "their context" });
    expect(String(providers[1]?.inputs["upsertExistingObjects"])).toBe("true");
  });

  /** What the providers of a stack are told of their cluster. */
  const clustersOf = async (make: () => ServingStack): Promise<Record<string, unknown>[]> => {
    registered.length = 0;
    await valueOf(make().urn);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return registered
      .filter(({ type, name }) => type === "pulumi:providers:kubernetes" && name !== "theirs")
      .map(({ inputs: { kubeconfig, context } }) => ({ kubeconfig, context }));
  };
  const empty = (app: ServingApp): unknown => new Chart(app, "own");

  it("uses the provider that a component around it hands down, unless it is told another cluster", async () => {
    const theirs = new k8s.Provider("theirs", { kubeconfig: "their kubeconfig" });
    const around = new pulumi.ComponentResource("acme:index:Infra", "infra", {}, { providers: [theirs] });
    expect(await clustersOf(() => new ServingStack("inherits", empty, { parent: around, prefix: "inherits" }))).toEqual(
      [{ kubeconfig: "their kubeconfig", context: undefined }],
    );
    expect(
      await clustersOf(() => new ServingStack("told", empty, { parent: around, prefix: "told", context: "ours" })),
    ).toEqual([
      { kubeconfig: undefined, context: "ours" },
      { kubeconfig: undefined, context: "ours" },
    ]);
  });

  it("goes to the cluster of Pulumi's own configuration where nothing else names one", async () => {
    pulumi.runtime.setAllConfig({ "kubernetes:context": "prod", "kubernetes:kubeconfig": "configured" });
    const seen = await clustersOf(() => new ServingStack("configured", empty, { prefix: "configured" }));
    pulumi.runtime.setAllConfig({});
    // As a secret, which it may hold.
    expect(seen).toMatchObject([
      { kubeconfig: { value: "configured" }, context: "prod" },
      { kubeconfig: { value: "configured" }, context: "prod" },
    ]);
  });

  it("takes a kubeconfig that is an object, as clusters of other packages have it", async () => {
    const kubeconfig = pulumi.output({ apiVersion: "v1", clusters: [] });
    const [seen] = await clustersOf(() => new ServingStack("object", empty, { prefix: "object", kubeconfig }));
    expect(seen?.["kubeconfig"]).toBe('{"apiVersion":"v1","clusters":[]}');
  });

  it("refuses a time limit of no chart, and one that is no Duration", () => {
    const limited = (timeLimits: object): (() => unknown) => {
      return () => new ServingStack("limits", defaultPlatform, { timeLimits: timeLimits as Record<string, Duration> });
    };
    expect(limited({ kserv: Duration.minutes(15) })).toThrow(
      'timeLimits must name a chart of the stack, or "default", got "kserv"; fix: did you mean "kserve"?',
    );
    expect(limited({ kserve: 15 })).toThrow(
      'timeLimits["kserve"] must be a Duration, got 15; fix: Duration.minutes(15)',
    );
  });

  it("throws one clean error for a mistake in the definition, and registers nothing", () => {
    registered.length = 0;
    const mistake = (): unknown =>
      new ServingStack("wrong", (app) => new ServingPlatform(app, "platform", { profile: "production" }));
    expect(mistake).toThrow(pulumi.RunError);
    expect(mistake).toThrow('platform: domain must be a domain that is yours in profile "production", got nothing');
    expect(registered).toEqual([]);
  });
});

describe("fromOutput", () => {
  it("carries a value into a key, into JSON with its quotes escaped, and into what follows from both", async () => {
    const { stack } = await deployed((app) =>
      defaultPlatform(app, { domain: fromOutput(pulumi.secret('models."acme".dev')) }),
    );
    expect(await valueOf(field(stack, "ConfigMap knative-serving/config-domain", "data"))).toEqual({
      'models."acme".dev': "",
    });
    const config = await valueOf(field(stack, "ConfigMap kserve/inferenceservice-config", "data"));
    const { ingressDomain } = JSON.parse((config as Record<string, string>).ingress ?? "") as Record<string, string>;
    expect(ingressDomain).toBe('models."acme".dev');
    const spec = await valueOf(field(stack, "apps/Deployment kserve/kserve-controller-manager", "spec"));
    expect(JSON.stringify(spec)).toContain('models.\\"acme\\".dev');
    expect(JSON.stringify(registered)).not.toContain("kserve-stack.invalid");
    // And a secret stays one.
    const isSecret = (name: string): Promise<boolean> =>
      pulumi.isSecret(field(stack, `ConfigMap knative-serving/${name}`, "data"));
    expect(await isSecret("config-domain")).toBe(true);
    expect(await isSecret("config-features")).toBe(false);
  });

  it("carries a registry, a storage URI and an annotation", async () => {
    const registry = fromOutput(pulumi.output("registry.acme.dev/mirror"));
    const { objects } = await deployed((app) => {
      const platform = new ServingPlatform(app, "platform", { profile: "dev", registry: { mirror: registry } });
      new InferenceService(platform.namespace("team"), "model", {
        annotations: { owner: `team ${fromOutput(pulumi.output("a"))}` },
        predictor: { model: { modelFormat: "sklearn", storageUri: fromOutput(pulumi.output("gs://bucket/v2")) } },
      });
    });
    const text = JSON.stringify(objects);
    expect(text).toContain('"registry.acme.dev/mirror/jetstack/cert-manager-controller');
    expect(text).toContain('"owner":"team a"');
    expect(text).toContain('"storageUri":"gs://bucket/v2"');
    expect(text).not.toContain("kserve-stack.invalid");
  });

  it("is an error where the value has to be known, with the place", () => {
    const name = fromOutput(pulumi.output("team"));
    const inName = (): unknown => new ServingStack("names", (app) => defaultPlatform(app).namespace(name));
    expect(inName).toThrow(
      `platform/${name}/Namespace:${name}: metadata.name must be known when the program runs, got a Pulumi Output; fix: plain text there (of Namespace (Output))`,
    );
    const inModel = (): unknown =>
      new ServingStack("models", (app) => {
        new InferenceService(defaultPlatform(app).namespace("team"), "model", {
          name,
          predictor: { model: { modelFormat: "sklearn", storageUri: "gs://bucket/model" } },
        });
      });
    expect(inModel).toThrow("platform/team/model: name must be lower-case letters");
    expect(inModel).toThrow("got a Pulumi Output");
  });

  it("is refused where YAML is written, with the places", () => {
    const app = new ServingApp();
    defaultPlatform(app, { domain: fromOutput(pulumi.output("models.acme.dev")) });
    expect(() => app.files()).toThrow(
      /platform\/knative-serving\/.*config-domain: data\[a key\] must be known where YAML is written, got a Pulumi Output; fix: /,
    );
  });
});

describe("an Output where text is expected", () => {
  const chart = (app: ServingApp, annotation: unknown): void => {
    new ApiObject(new Chart(app, "own"), "config", {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "config", namespace: "team", annotations: { note: annotation as string } },
    });
  };

  it("stands as it is in the fields of an ApiObject", async () => {
    const { stack } = await deployed((app) => {
      new ApiObject(new Chart(app, "own"), "other", {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "other", namespace: "team" },
        data: { key: fromOutput(pulumi.output("value")) },
      });
    });
    expect(await valueOf(field(stack, "ConfigMap team/other", "data"))).toEqual({ key: "value" });
  });

  it("is refused where YAML is written", () => {
    const app = new ServingApp();
    chart(app, pulumi.output("value"));
    expect(() => app.files()).toThrow(
      /^own\/config: every field must be known where YAML is written, got a Pulumi Output; fix: /,
    );
  });

  it("is refused as text that Pulumi makes of it, in both outlets", () => {
    // eslint-disable-next-line @typescript-eslint/restrict-template-expressions, @typescript-eslint/no-base-to-string -- the mistake that is to be caught
    const text = `domain ${pulumi.output("value")}`;
    const define = (app: ServingApp): void => {
      chart(app, text);
    };
    const app = new ServingApp();
    define(app);
    const message =
      "own/config: metadata.annotations.note must be text, got a Pulumi Output put into a text; fix: fromOutput(output)";
    expect(() => app.files()).toThrow(message);
    expect(() => new ServingStack("text", define)).toThrow(message);
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
