import * as pulumi from "@pulumi/pulumi";
import type { ObjectMeta } from "kubernetes-types/meta/v1";
import { digestOf } from "./digest";
import type { Waiting } from "./gates/until";
import { bound, hook, whoAsks } from "./hooks";
import { known } from "./known";

/** What is waited for. */
export interface WaitArgs {
  /** What is deployed before; once any of it is made anew, it is waited for again. */
  readonly after: readonly pulumi.CustomResource[];
  /** What else is deployed before; made anew or not, it is the same wait. @default - nothing */
  readonly behind?: readonly pulumi.Resource[] | undefined;
  /** What else makes it another wait. @default - nothing */
  readonly input?: pulumi.Input<unknown>;
  /** Throws where it does not come; Pulumi shows the message, without the stack of this package. */
  readonly ask: () => Promise<void>;
}

/**
 * A wait: it is in Pulumi's state once what was waited for has come, and nowhere else.
 *
 * An `up` that ended before has not made it, so that the next one waits again. It is no component, which the engine also
 * makes while it destroys: what never came would then keep a broken platform from being removed.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/resources/stash/
 */
// source: pulumi v3.259.0, pkg/resource/deploy/step_generator.go: destroyMode
export class Wait extends pulumi.Stash {
  constructor(
    name: string,
    { after, behind = [], input: others, ask }: WaitArgs,
    { parent }: { readonly parent: pulumi.Resource },
  ) {
    const clean = (): Promise<void> =>
      ask().catch((error: unknown) => {
        throw new pulumi.RunError(error instanceof Error ? error.message : String(error));
      });
    const asking = hook(`wait for ${name}`, clean);
    const hooks = bound({ beforeCreate: asking, beforeUpdate: asking });
    // Where there are no hooks, the program asks at each run.
    const isProgram = whoAsks() === "program" && !pulumi.runtime.isDryRun();
    const input = pulumi.all([pulumi.all(after.map(uidOf)), others]).apply(digestOf);
    const before = [...after, ...behind];
    super(name, { input }, { parent, hooks, dependsOn: isProgram ? asked(before, clean) : before });
  }
}

/** How a wait within the time limit of a chart is told of: as what Pulumi shows for the time being. */
export function waiting(title: string, chart: string, limit: number): Waiting {
  const progress = (line: string): void => void pulumi.log.info(`${chart}: ${line}`, undefined, undefined, true);
  return { title, chart, limit, progress };
}

/** What the cluster calls an object, and no other that takes its place. */
function uidOf(resource: pulumi.CustomResource): pulumi.Output<string | undefined> {
  const { metadata } = resource as unknown as { readonly metadata: pulumi.Output<ObjectMeta | undefined> };
  return metadata.apply((given) => given?.uid);
}

async function asked(before: pulumi.Resource[], ask: () => Promise<void>): Promise<pulumi.Resource[]> {
  await Promise.all(before.map(({ urn }) => known(urn)));
  await ask();
  return before;
}
