/** How a provider instance is configured. Names are the real provider's. */
export interface Settings {
  /** A kubeconfig's content, or the path of one. */
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  readonly cluster: string | undefined;
  /** Namespace of namespaced objects that state none. */
  readonly namespace: string | undefined;
  readonly enablePatchForce: boolean;
  readonly upsertExistingObjects: boolean;
  readonly enableConfigMapMutable: boolean;
  readonly enableSecretMutable: boolean;
  /** Whether objects of a cluster that does not answer are given up. */
  readonly deleteUnreachable: boolean;
}

/** Options of the real provider that the stand-in has no part for, with the only value that it accepts. */
const ONLY: Readonly<Record<string, string>> = { enableServerSideApply: "true" };
const NEVER = ["renderYamlToDirectory"];

/**
 * Reads the settings: the provider's arguments come first, then the environment.
 *
 * Throws where the program asks for what only the real provider can do.
 *
 * @param variables `kubernetes:config:NAME`, as the engine sends them
 * source: pulumi-kubernetes provider/pkg/provider/provider.go Configure
 */
export function settingsOf(variables: ReadonlyMap<string, string>, environment: NodeJS.ProcessEnv): Settings {
  const text = (name: string): string | undefined => {
    const value = variables.get(`kubernetes:config:${name}`) ?? "";
    return value === "" ? undefined : value;
  };
  const flag = (name: string, variable: string): boolean => (text(name) ?? environment[variable]) === "true";
  for (const [name, value] of Object.entries(ONLY)) {
    if (text(name) !== undefined && text(name) !== value)
      throw new Error(`the stand-in provider has ${name}=${value} only, got ${text(name) ?? ""}`);
  }
  for (const name of NEVER) {
    if (text(name) !== undefined) throw new Error(`the stand-in provider has no ${name}`);
  }
  return {
    kubeconfig: text("kubeconfig") ?? environment["KUBECONFIG"],
    context: text("context"),
    cluster: text("cluster"),
    namespace: text("namespace"),
    enablePatchForce: flag("enablePatchForce", "PULUMI_K8S_ENABLE_PATCH_FORCE"),
    upsertExistingObjects: flag("upsertExistingObjects", "PULUMI_K8S_UPSERT_EXISTING_OBJECTS"),
    enableConfigMapMutable: flag("enableConfigMapMutable", "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE"),
    enableSecretMutable: flag("enableSecretMutable", "PULUMI_K8S_ENABLE_SECRET_MUTABLE"),
    deleteUnreachable: flag("deleteUnreachable", "PULUMI_K8S_DELETE_UNREACHABLE"),
  };
}
