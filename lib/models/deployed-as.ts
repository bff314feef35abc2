import type { PlatformFacts } from "../internal/platform-facts";
import { AUTOSCALER_CLASS, DEPLOYMENT_MODE } from "./annotations";
import type { AutoscalerClass } from "./auto-scaling";

/** What a model states of how it runs. */
interface Stated {
  readonly mode?: "Knative" | "Standard";
  readonly autoscalerClass?: AutoscalerClass;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The annotations that tell KServe how a model runs: by its properties, by its own annotations, or as the platform's models do. */
export function deploymentAnnotations(
  { mode, autoscalerClass, annotations }: Stated,
  facts: PlatformFacts,
): Readonly<Record<string, string>> {
  const written = autoscalerClass ?? annotations?.[AUTOSCALER_CLASS];
  return {
    ...annotations,
    [DEPLOYMENT_MODE]: mode ?? annotations?.[DEPLOYMENT_MODE] ?? facts.mode,
    ...(written !== undefined && { [AUTOSCALER_CLASS]: written }),
  };
}

/** How a model runs, by what is written; as the platform's models do where that is no mode that there is. */
export function modeOf(
  annotations: Readonly<Record<string, string>> = {},
  facts: PlatformFacts,
): PlatformFacts["mode"] {
  const mode = annotations[DEPLOYMENT_MODE];
  return mode === "Knative" || mode === "Standard" ? mode : facts.mode;
}
