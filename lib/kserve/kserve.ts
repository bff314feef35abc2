import { Construct } from "constructs";
import type { ConfigMap, Secret, ServiceAccount } from "kubernetes-types/core/v1";
import { addonContext, type AddonProps } from "../internal/addon";
import { emit } from "../internal/emit";
import { invalid } from "../internal/invalid";
import type { Judge, Refusal } from "../plan/refusal";
import { certificate } from "./certificate";
import { configData, configHash } from "./config/config";
import type { DeploymentMode } from "./config/deploy";
import { controller } from "./controller";
import { CONTROLLER, labels } from "./labels";
import type { KServeOptions } from "./options";
import { refusals } from "./probes";
import { roles } from "./roles";
import { services } from "./services";
import { webhooks } from "./webhooks";

/** Settings of {@link KServe}. */
export interface KServeProps extends AddonProps, KServeOptions {
  /** @default "kserve" */
  readonly namespace?: string;
  /**
   * APIs of other parts that the controller will find, e.g. "serving.knative.dev/Service".
   *
   * It looks for them once, when it starts: a change of this list restarts it. @default - none
   */
  readonly optionalApis?: readonly string[];
}

/**
 * KServe's controller, its configuration and its webhooks: what turns an InferenceService into a running model.
 *
 * @see https://kserve.github.io/website/
 */
export class KServe extends Construct implements Judge {
  public readonly namespace: string;
  public readonly mode: DeploymentMode;
  public readonly refusals: readonly Refusal[];

  constructor(scope: Construct, id: string, props: KServeProps = {}) {
    super(scope, id);
    const context = addonContext(this, props);
    const namespace = props.namespace ?? "kserve";
    this.namespace = namespace;
    this.mode = props.mode ?? "Knative";
    this.refusals = refusals(namespace);
    const { logLevel } = props;
    if (logLevel !== undefined && !["debug", "info", "error"].includes(logLevel)) {
      throw invalid(this, "logLevel", {
        expected: `"debug", "info" or "error"`,
        got: logLevel,
        fix: `logLevel: "info"`,
      });
    }
    const data = configData({ scope: this, context, namespace }, props);
    emit(this, {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: {
        name: CONTROLLER,
        namespace,
        labels: {
          ...labels,
          "app.kubernetes.io/instance": CONTROLLER,
          "app.kubernetes.io/managed-by": CONTROLLER,
        },
      },
    } satisfies ServiceAccount);
    roles(this, namespace, context.profile);
    emit(this, {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "inferenceservice-config", namespace },
      data,
    } satisfies ConfigMap);
    emit(this, {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "kserve-webhook-server-secret", namespace, labels },
    } satisfies Secret);
    services(this, namespace);
    controller(this, context, { namespace, configHash: configHash(data, props.optionalApis ?? []) }, props);
    certificate(this, namespace);
    webhooks(this, namespace);
  }
}
