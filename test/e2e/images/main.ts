import { since } from "../progress";
import { stackImages } from "./stack-images";

/** Builds every image that level `stack` needs, so that its start finds them, and says how real each is. */
async function main(): Promise<void> {
  const start = Date.now();
  const { origins, served, modelStore, predictor } = await stackImages();
  console.log([...origins, `own images: ${modelStore}, ${predictor}`].join("\n"));
  console.log(`${served.length} images after ${since(start)}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
