import { Yaml } from "cdk8s";
import type { Construct } from "constructs";
import { invalid } from "../internal/invalid";
import type { IstioOptions } from "./options";

/**
 * The mesh configuration that istiod and the gateway read, in Istio's own fields.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 */
export function meshConfig(
  scope: Construct,
  namespace: string,
  {
    accessLogFile,
    accessLogEncoding,
    metrics = true,
  }: Pick<IstioOptions, "accessLogFile" | "accessLogEncoding" | "metrics">,
): string {
  if (accessLogEncoding !== undefined && accessLogFile === undefined) {
    throw invalid(scope, "accessLogEncoding", {
      expected: "stated with accessLogFile only, since no access log is written without it",
      got: accessLogEncoding,
      fix: 'accessLogFile: "/dev/stdout"',
    });
  }
  return Yaml.stringify({
    defaultConfig: { discoveryAddress: `istiod.${namespace}.svc:15012` },
    defaultProviders: metrics ? { metrics: ["prometheus"] } : {},
    enablePrometheusMerge: true,
    rootNamespace: namespace,
    trustDomain: "cluster.local",
    ...(accessLogFile !== undefined && { accessLogFile }),
    ...(accessLogEncoding !== undefined && { accessLogEncoding }),
  }).trimEnd();
}
