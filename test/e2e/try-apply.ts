import { readFileSync } from "node:fs";
import { Kubectl } from "./cluster/kubectl";
import { Installation } from "./stack-level/installation";
import * as p from "./stack-level/programs";
const images = JSON.parse(readFileSync("/tmp/stack-images.json", "utf8"));
const kc = process.env["KUBECONFIG"]!;
const inst = new Installation(new Kubectl(process.env["KUBECTL"]!, kc), "/tmp/stack-dist", (app) => {
  const platform = p.stackPlatform(app, { images, mode: (process.env["MODE"] ?? "Knative") as "Knative" });
  const ns = platform.namespace(p.MODELS);
  const uri = p.modelStore(ns, images);
  p.mlserverModel(ns, uri, process.env["MODE"] === "Standard" ? 1 : 0);
  p.customModel(ns, images, uri, {});
});
void inst.run(...process.argv.slice(2)).then((a) => { console.log(a.stdout, a.stderr, a.code); });
