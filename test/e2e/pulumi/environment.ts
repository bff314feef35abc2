import type { RunDirectory } from "../cluster/run-directory";
import type { EnginePrograms } from "./engine-programs";
import type { WorkspaceOptions } from "./workspace";

/** Lets the engine write a state at the end only. */
export const SKIPS_CHECKPOINTS = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" } as const;

/** What the engine, its programs and its providers run with: nothing of Pulumi's that the machine has set. */
export function environment(
  directory: RunDirectory,
  { path }: EnginePrograms,
  { kubeconfig, environment: further = {} }: Pick<WorkspaceOptions, "kubeconfig" | "environment">,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_"));
  return {
    ...Object.fromEntries(inherited),
    PATH: path,
    KUBECONFIG: kubeconfig,
    CI: "1",
    PULUMI_HOME: directory.file("home"),
    // Without the file of attributes beside a state, which is not written as a whole: a crash in between leaves it empty.
    PULUMI_BACKEND_URL: `file://${directory.file("state")}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: "e2e",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    PULUMI_SKIP_CONFIRMATIONS: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    // Without it there is no --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
    ...further,
  };
}
