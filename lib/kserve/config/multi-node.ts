/** Models that span several nodes. */
export interface MultiNodeOptions {
  /** Resource names that count as GPUs beside the known vendors', e.g. "acme.com/gpu". */
  readonly customGPUResourceTypeList: readonly string[];
}

/** Section `multiNode`, which upstream's release does not ship. */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/configmap.go
export function multiNode({ customGPUResourceTypeList }: MultiNodeOptions): object {
  return { customGPUResourceTypeList };
}
