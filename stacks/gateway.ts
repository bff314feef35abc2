import * as pulumi from "@pulumi/pulumi";
import { ApiObject } from "cdk8s";
import type { Construct } from "constructs";
import type { Manifest } from "../lib/internal/emit";
import { IstioIngressGateway } from "../lib/istio/istio";
import type { ServiceStatus } from "kubernetes-types/core/v1";
import { identityOf } from "../lib/plan/references";

/** What the cluster says of a Service. */
interface ServiceOutputs {
  readonly spec: pulumi.Output<{ readonly type: string; readonly clusterIP: string }>;
  readonly status: pulumi.Output<ServiceStatus | undefined>;
}

/** The gateway through which every request enters. */
export class Gateway {
  readonly #service: pulumi.CustomResource | undefined;

  constructor(app: Construct, resources: ReadonlyMap<string, pulumi.CustomResource>) {
    const gateways = app.node.findAll().filter((construct) => construct instanceof IstioIngressGateway);
    this.#service = gateways
      .flatMap((gateway) => gateway.node.findAll())
      .flatMap((object) =>
        ApiObject.isApiObject(object) && object.kind === "Service" ? [object.toJson() as Manifest] : [],
      )
      .map((manifest) => resources.get(identityOf(manifest)))[0];
  }

  /** Its IP address or host name: of the load balancer where it has one, else inside the cluster. */
  public get address(): pulumi.Output<string> {
    if (!this.#service) {
      throw new pulumi.RunError(
        "gateway.address is that of a gateway which the platform brings, got one that exists; fix: ask the owner of that gateway",
      );
    }
    const { spec, status } = this.#service as unknown as ServiceOutputs;
    return pulumi.all([spec, status]).apply(([{ type, clusterIP }, state]) => {
      const [ingress] = state?.loadBalancer?.ingress ?? [];
      return type === "LoadBalancer" ? (ingress?.ip ?? ingress?.hostname ?? "") : clusterIP;
    });
  }
}
