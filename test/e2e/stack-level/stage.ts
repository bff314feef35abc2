import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServingApp } from "../../../lib/output/serving-app";
import type { Cluster } from "../cluster/cluster";
import type { StackImages } from "../images/stack-images";
import { Gateway, INGRESS, type Entrance } from "./gateway";
import { Installation } from "./installation";
import { images } from "./stack";

/** What the checks of one suite share: the cluster, and what is installed on it now. */
export class Stage {
  #installation: Installation | undefined;
  #gateway: Promise<Gateway> | undefined;

  /** Synthesizes a program as the folder that is to be applied next. */
  public async program(cluster: Cluster, write: (app: ServingApp, images: StackImages) => void): Promise<Installation> {
    const built = await images();
    const directory = cluster.own?.directory ?? mkdtempSync(join(tmpdir(), "kserve-stack-dist-"));
    this.#installation = new Installation(cluster.kubectl, directory, (app) => {
      write(app, built);
    });
    return this.#installation;
  }

  /** The folder as it was last synthesized. */
  public get installation(): Installation {
    if (!this.#installation) throw new Error("nothing is installed: an earlier check failed");
    return this.#installation;
  }

  /** The entrance of the cluster, opened once. */
  public gateway(cluster: Cluster, entrance: Entrance = INGRESS): Promise<Gateway> {
    this.#gateway ??= Gateway.open(cluster, entrance);
    return this.#gateway;
  }
}
