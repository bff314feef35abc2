import { plainAmounts, SMALL, type ContainerAmounts } from "./container-amounts";
import type { Section } from "./section";

/** The sidecar that sends requests and responses of a model to a log. */
export interface LoggerOptions extends ContainerAmounts {
  /** Where events go when a model does not say. @default "http://default-broker" */
  readonly defaultUrl?: string;
  /** ConfigMap with CA certificates of that place. @default - none */
  readonly caBundle?: string;
  /** Key of the CA certificates in that ConfigMap. @default - none */
  readonly caCertFile?: string;
  /** @default false */
  readonly tlsSkipVerify?: boolean;
}

/** Section `logger`. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config; pkg/webhook/admission/pod
export function logger({ scope, context }: Section, options: LoggerOptions = {}): object {
  return {
    image: context.images.ref("kserve-agent"),
    ...plainAmounts(scope, "logger", SMALL, options),
    defaultUrl: options.defaultUrl ?? "http://default-broker",
    caBundle: options.caBundle,
    caCertFile: options.caCertFile,
    tlsSkipVerify: options.tlsSkipVerify,
  };
}
