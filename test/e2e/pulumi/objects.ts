import type { Manifest } from "../../../lib/internal/emit";

/** Where the small program's objects are. */
export const NAMESPACE = "small";

/** The namespace itself. */
export const namespace: Manifest = { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } };

/** The small program's definition. */
export const definition: Manifest = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "things.e2e.test" },
};

/** The custom resource of that definition. */
export const thing: Manifest = {
  apiVersion: "e2e.test/v1",
  kind: "Thing",
  metadata: { name: "thing", namespace: NAMESPACE },
};

/** A ConfigMap of the small program. */
export function configMap(name: string): Manifest {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: NAMESPACE } };
}

/** The RoleBinding of the small program. */
export const binding: Manifest = {
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "RoleBinding",
  metadata: { name: "binding", namespace: NAMESPACE },
};
