import { parseArgs } from "node:util";
import { RunDirectory } from "./cluster/run-directory";
import { step } from "./progress";
import { readyModel, urlOf } from "./stack-level/live-model";
import { INGRESS } from "./stack-level/gateway";
import { Installation } from "./stack-level/installation";
import { customModel, MODELS, mlserverModel, modelStore, stackPlatform } from "./stack-level/programs";
import { images, stackCluster } from "./stack-level/stack";

const HELP = `Usage: npm run demo
       npm run demo -- --down

Starts a cluster with one node on this machine, installs the whole platform on it with apply.sh, serves a model, and
prints the curl line that it answers. It stays until --down removes it, with everything that it brought. Needs root.`;

const MODEL = "iris";

async function main(args: string[]): Promise<void> {
  const options = {
    down: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  } as const;
  const { values } = parseArgs({ args, options });
  if (values.help) {
    console.log(HELP);
    return;
  }
  if (values.down) {
    for (const directory of RunDirectory.abandoned()) {
      await directory.end();
      console.log(`ended what ran in ${directory.path}`);
    }
    return;
  }
  const built = await images();
  const cluster = await stackCluster();
  const { own, api, kubectl } = cluster;
  if (!own) throw new Error("the demo needs a cluster of its own");
  try {
    const installation = new Installation(kubectl, own.directory, (app) => {
      const namespace = stackPlatform(app, { images: built }).namespace(MODELS);
      const storageUri = modelStore(namespace, built);
      mlserverModel(namespace, storageUri);
      customModel(namespace, built, storageUri, { minReplicas: 0 });
    });
    console.log(await step("apply.sh", () => installation.succeed()));
    const model = await step("the model is Ready", () => readyModel(api, MODELS, MODEL));
    const { spec } = await api.get<{ spec: { clusterIP: string } }>(
      `/api/v1/namespaces/${INGRESS.namespace}/services/${INGRESS.service}`,
    );
    const [row = []] = built.iris.samples;
    const inputs = [{ name: "flowers", shape: [1, row.length], datatype: "FP64", data: row }];
    own.keep();
    console.log(`
export KUBECONFIG=${kubectl.kubeconfig}

curl -H 'Host: ${new URL(urlOf(model)).host}' -H 'Content-Type: application/json' \\
  http://${spec.clusterIP}/v2/models/${MODEL}/infer \\
  -d '${JSON.stringify({ inputs })}'

The model goes to zero when nobody asks, and comes back for the next request. npm run demo -- --down removes everything.`);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
