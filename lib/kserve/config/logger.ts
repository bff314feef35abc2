import type { Duration } from "cdk8s";
import type { IConfigMap, IServiceAccount } from "cdk8s-plus-27";
import { goDuration } from "../../internal/go-duration";
import { nameOf } from "../../internal/resource-name";
import { plainAmounts, SMALL, type ContainerAmounts } from "./container-amounts";
import { whole, type Section } from "./section";

/** Storage that requests and responses are written to, instead of a URL. */
export interface LoggerStorage {
  /** Path below the storage. @default - its root */
  readonly path?: string;
  /** e.g. `{ type: "s3", bucket: "logs", format: "json" }`. @default - none */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Key of the storage in the credentials Secret. @default "default" */
  readonly key?: string;
  /** Account whose credentials are used. @default "logger-sa" */
  readonly serviceAccountName?: string | IServiceAccount;
}

/** The sidecar that sends requests and responses of a model to a log. */
export interface LoggerOptions extends ContainerAmounts {
  /** Where events go when a model does not say. @default "http://default-broker" */
  readonly defaultUrl?: string;
  /** ConfigMap with CA certificates of that place. @default - none */
  readonly caBundle?: string | IConfigMap;
  /** Key of the CA certificates in that ConfigMap. @default - none */
  readonly caCertFile?: string;
  /** @default false */
  readonly tlsSkipVerify?: boolean;
  /** @default - none */
  readonly storage?: LoggerStorage;
  /** Service that turns events into the form that is stored. @default - none */
  readonly marshallerUrl?: string;
  /** Events that are sent together. @default - one by one */
  readonly batchSize?: number;
  /** How long a batch is waited for. @default - until it is full */
  readonly batchInterval?: Duration;
}

/** Section `logger`. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config; pkg/webhook/admission/pod/agent_injector.go
export function logger({ scope, context }: Section, options: LoggerOptions = {}): object {
  const { caBundle, storage, batchInterval } = options;
  const account = storage?.serviceAccountName;
  return {
    image: context.images.ref("kserve-agent"),
    ...plainAmounts(scope, "logger", SMALL, options),
    defaultUrl: options.defaultUrl ?? "http://default-broker",
    caBundle: caBundle === undefined ? undefined : nameOf(caBundle),
    caCertFile: options.caCertFile,
    tlsSkipVerify: options.tlsSkipVerify,
    storage: storage && { ...storage, serviceAccountName: account === undefined ? undefined : nameOf(account) },
    marshallerUrl: options.marshallerUrl,
    batchSize: whole(scope, "logger.batchSize", options.batchSize, 1, 16),
    batchInterval: batchInterval && goDuration(batchInterval),
  };
}
