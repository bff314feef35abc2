import type { IConfigMap, ISecret, IServiceAccount } from "cdk8s-plus-27";

/** The name of an object: as text, or of the cdk8s-plus object itself. */
export function nameOf(resource: string | IConfigMap | ISecret | IServiceAccount): string {
  return typeof resource === "string" ? resource : resource.name;
}
