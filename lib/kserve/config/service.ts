/** Services of models in Standard mode. */
export interface ServiceOptions {
  /** Services without an address of their own, so that clients see the pods. @default false */
  readonly serviceClusterIPNone?: boolean;
}

/** Section `service`, which upstream's release does not ship. */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/configmap.go
export function service({ serviceClusterIPNone }: ServiceOptions): object {
  return { serviceClusterIPNone };
}
