import { Construct } from "constructs";
import type { ServiceAccount } from "kubernetes-types/core/v1";
import { addonContext, type AddonProps } from "../internal/addon";
import { emit } from "../internal/emit";
import { invalid } from "../internal/invalid";
import type { Judge, Refusal } from "../plan/refusal";
import { labels } from "./labels";
import type { CertManagerOptions } from "./options";
import { roles } from "./roles";
import { webhooks } from "./webhooks";
import { workloads } from "./workloads";

/** Settings of {@link CertManager}. */
export interface CertManagerProps extends AddonProps, CertManagerOptions {
  /** @default "cert-manager" */
  readonly namespace?: string;
}

/**
 * cert-manager: issues the certificates that the KServe webhooks serve with and writes their CA bundles.
 *
 * @see https://cert-manager.io/docs/
 */
export class CertManager extends Construct implements Judge {
  public readonly namespace: string;
  public readonly refusals: readonly Refusal[];

  constructor(scope: Construct, id: string, props: CertManagerProps = {}) {
    super(scope, id);
    const context = addonContext(this, props);
    const { version } = context.release.components.certManager;
    this.namespace = props.namespace ?? "cert-manager";
    const { logLevel } = props;
    if (logLevel !== undefined && !(Number.isInteger(logLevel) && logLevel >= 0 && logLevel <= 5)) {
      throw invalid(this, "logLevel", { expected: "a whole number from 0 to 5", got: logLevel, fix: "logLevel: 2" });
    }
    // An Issuer with no type set passes the schema; the webhook's own words (internal/apis/certmanager/validation) refuse it.
    this.refusals = [
      {
        manifest: {
          apiVersion: "cert-manager.io/v1",
          kind: "Issuer",
          metadata: { name: "kserve-stack-probe", namespace: this.namespace },
          spec: {},
        },
        says: "at least one issuer must be configured",
      },
    ];
    for (const component of ["cainjector", "controller", "webhook"] as const) {
      emit(this, {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: {
          name: component === "controller" ? "cert-manager" : `cert-manager-${component}`,
          namespace: this.namespace,
          labels: labels(component, version),
        },
        automountServiceAccountToken: true,
      } satisfies ServiceAccount);
    }
    roles(this, this.namespace, version);
    workloads(this, context, this.namespace, props);
    webhooks(this, this.namespace, version);
  }
}
