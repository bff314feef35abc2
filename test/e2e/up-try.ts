import { stackCluster, images } from "./stack-level/stack";
import { writeFileSync } from "node:fs";
void (async () => {
  writeFileSync("/tmp/stack-images.json", JSON.stringify(await images()));
  const cluster = await stackCluster();
  cluster.own!.keep();
  console.log(`export KUBECONFIG=${cluster.kubectl.kubeconfig}`);
  process.exit(0);
})();
