import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdk8s";
import { Images, type ImageOverrides, type RegistryMirror } from "../../../lib/internal/images";
import { latestRelease, type ImageName } from "../../../lib/releases";
import { step } from "../progress";
import { Blobs } from "./blobs";
import { build } from "./image";
import { trainIris, type Iris } from "./iris";
import { modelParts, modelStore } from "./model-images";
import { platformParts } from "./platform-images";
import { MIRROR, reference } from "./registry";
import type { ServedImage } from "./registry-answer";
import { givenEnvoy } from "./stock-envoy";

/** Everything that runs in the pods of a platform and its models, ready to be served. */
export interface StackImages {
  /** Option `registry` of the platform: where its tags are found. */
  readonly registry: RegistryMirror;
  /** Option `images` of the platform: own digests, where upstream's references pin what nobody can serve. */
  readonly images: ImageOverrides;
  /** What the registry must serve. */
  readonly served: readonly ServedImage[];
  /** The server of the trained model: an HTTP server on port 8080 with `/iris.zip`. */
  readonly modelStore: string;
  /** A predictor of one's own: V1 protocol, port 8080, any joblib file in `--model_dir`, `/mnt/models` by default. */
  readonly predictor: string;
  readonly iris: Iris;
  /** Whether the gateway's Envoy is the published one, without Istio's own filters: it cannot count requests. */
  readonly hasStockEnvoy: boolean;
  /** A line for each image that says what is real in it and what stands in. */
  readonly origins: readonly string[];
}

/** Builds what the cache does not have. */
export async function stackImages(): Promise<StackImages> {
  const parts = [...(await platformParts()), ...(await modelParts())];
  const blobs = new Blobs();
  const digests = new Map<ImageName, string>();
  await step(`pack ${parts.length} images`, async () => {
    for (const { name, recipe } of parts) digests.set(name, (await build(blobs, recipe)).digest);
  });
  const { served, images } = named(digests);
  const { store, iris } = await trainedModel(blobs);
  const predictor = { repository: "e2e/predictor", tag: "e2e", digest: digests.get("kserve-sklearnserver") ?? "" };
  return {
    registry: { mirror: MIRROR },
    images,
    served: [...served, store, predictor],
    modelStore: reference(store),
    predictor: reference(predictor),
    iris,
    hasStockEnvoy: givenEnvoy() === undefined,
    origins: parts.map(({ name, origin }) => `${name}: ${origin}`),
  };
}

/** The platform's own references, moved to the mirror: tags are served as they are, pinned digests are replaced. */
function named(digests: ReadonlyMap<ImageName, string>): { served: ServedImage[]; images: ImageOverrides } {
  const upstream = new Images(new App(), { release: latestRelease, registry: { mirror: MIRROR } });
  const served: ServedImage[] = [];
  const images: Partial<Record<ImageName, string>> = {};
  for (const [name, digest] of digests) {
    const [repository = "", tag] = upstream
      .ref(name)
      .slice(MIRROR.length + 1)
      .split(/@.*$|:/);
    served.push({ repository, tag: tag || "e2e", digest });
    if (!tag) images[name] = `${MIRROR}/${repository}@${digest}`;
  }
  return { served, images };
}

async function trainedModel(blobs: Blobs): Promise<{ store: ServedImage; iris: Iris }> {
  const scratch = mkdtempSync(join(tmpdir(), "kserve-stack-iris-"));
  try {
    const archive = join(scratch, "iris.zip");
    const iris = await trainIris(archive);
    const { digest } = await build(blobs, await modelStore(archive));
    return { store: { repository: "e2e/models", tag: "e2e", digest }, iris };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
