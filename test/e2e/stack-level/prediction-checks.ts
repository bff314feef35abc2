import type { Cluster } from "../cluster/cluster";
import { since, until } from "../progress";
import type { Check } from "../suite";
import type { Gateway, HttpAnswer } from "./gateway";
import { readyModel, urlOf } from "./live-model";
import { podsOf } from "./pods";
import { MODELS } from "./programs";
import { images } from "./stack";
import type { Stage } from "./stage";

/** A right answer. */
export interface Prediction {
  /** Which revision gave it, where the predictor is the tests' own. */
  readonly version: string | undefined;
  readonly seen: string;
}

/** Asks a model for its classes of the samples; throws unless they are the ones that it was trained to give. */
export async function predict(
  gateway: Gateway,
  protocol: "v1" | "v2",
  url: string,
  model: string,
): Promise<Prediction> {
  const { iris } = await images();
  const { samples, classes } = iris;
  const answer: HttpAnswer =
    protocol === "v1"
      ? await gateway.call(`${url}/v1/models/${model}:predict`, { instances: samples })
      : await gateway.call(`${url}/v2/models/${model}/infer`, {
          inputs: [{ name: "flowers", shape: [samples.length, 4], datatype: "FP64", data: samples.flat() }],
        });
  if (answer.status !== 200)
    throw new Error(`${url}: status ${answer.status} by ${answer.by}: ${answer.text.slice(0, 300)}`);
  const body = JSON.parse(answer.text) as {
    predictions?: unknown;
    version?: string;
    outputs?: { data?: unknown }[];
  };
  const got = protocol === "v1" ? body.predictions : body.outputs?.[0]?.data;
  if (JSON.stringify(got) !== JSON.stringify(classes)) {
    throw new Error(`${url}: expected classes ${classes.join()}, got ${answer.text.slice(0, 300)}`);
  }
  return { version: body.version, seen: `${url}: classes ${classes.join()} in ${answer.seconds.toFixed(2)} s` };
}

/**
 * The first prediction of a model that has just become Ready.
 *
 * KServe calls a model Ready once its Istio route is written; Envoy knows it a moment later, and answers 404 until then.
 */
export async function firstPrediction(
  gateway: Gateway,
  protocol: "v1" | "v2",
  url: string,
  model: string,
): Promise<Prediction> {
  const start = Date.now();
  let first: Prediction | undefined;
  await until(`${url} answers`, 15, async () => {
    first = await predict(gateway, protocol, url, model);
    return true;
  });
  if (!first) throw new Error(`${url} never answered`);
  return { ...first, seen: `${first.seen}, ${since(start)} after it was Ready` };
}

/** Models answer at the URL that their status reports. */
export function predictionChecks(stage: Stage): Check[] {
  const answers = async (cluster: Cluster, protocol: "v1" | "v2", name: string): Promise<string> => {
    const model = await readyModel(cluster.api, MODELS, name);
    return (await firstPrediction(await stage.gateway(cluster), protocol, urlOf(model), name)).seen;
  };
  return [
    {
      title: "a model on KServe's kserve-mlserver runtime answers a V2 prediction at the URL of its status",
      run: (cluster) => answers(cluster, "v2", "iris"),
    },
    {
      title: "a predictor of one's own answers a V1 prediction at the URL of its status",
      run: (cluster) => answers(cluster, "v1", "custom"),
    },
    {
      title:
        "KServe's webhook put the storage initializer into the model's pod, and it fetched the model in the cluster",
      run: async (cluster) => {
        // A request brings a pod where the model has gone to zero meanwhile.
        await answers(cluster, "v1", "custom");
        const [pod] = await podsOf(cluster.api, MODELS, "serving.kserve.io/inferenceservice=custom");
        const initializer = pod?.status.initContainerStatuses?.find(({ name }) => name === "storage-initializer");
        if (!initializer?.ready)
          throw new Error(`init containers: ${JSON.stringify(pod?.spec.initContainers ?? "no pod")}`);
        return initializer.image;
      },
    },
    {
      title: "every image that runs came from the mirror, by the platform's own options",
      run: async ({ api }) => {
        const foreign = (await podsOf(api)).flatMap(({ metadata, spec }) =>
          spec.containers.flatMap(({ name, image }) =>
            image.startsWith("mirror.test/") ? [] : [`${metadata.namespace}/${metadata.name} ${name}: ${image}`],
          ),
        );
        if (foreign.length > 0) throw new Error(foreign.join("\n"));
        return "all of mirror.test";
      },
    },
  ];
}
