/** What models may do by default. */
export interface SecurityOptions {
  /** Model pods get a token of the Kubernetes API. @default true */
  readonly autoMountServiceAccountToken?: boolean;
}

/** Section `security`. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config
export function security(options: SecurityOptions = {}): object {
  return { autoMountServiceAccountToken: options.autoMountServiceAccountToken ?? true };
}
