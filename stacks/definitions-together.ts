import type * as pulumi from "@pulumi/pulumi";
import { hook } from "./hooks";

/** How long the next definition may take: the provider reads the schema of the whole cluster before it comes. */
const PATIENCE_MILLISECONDS = 2_000;

/**
 * Lets definitions be made in groups, as large as the engine has slots.
 *
 * The provider reads the OpenAPI schema of the cluster before it looks at an object, and again after each definition
 * that it has made. The API server, which puts that schema together anew every time, needs about a second: half a minute
 * for 35 definitions one after the other, in which the engine looks at nothing else. What is held here has been looked
 * at; a group is let go once it is whole, or once no other has come for a while.
 */
// source: pulumi-kubernetes v4.32.0, provider/pkg/provider/provider.go: getResources, invalidateResources
export class DefinitionsTogether {
  readonly #prefix: string;
  readonly #slots: number;
  #left: number;
  #held: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #hook: pulumi.ResourceHook | undefined;

  /**
   * @param count Definitions of the stack.
   * @param slots How many operations the engine has in flight.
   */
  constructor(prefix: string, count: number, slots = slotsOfEngine()) {
    this.#prefix = prefix;
    this.#left = count;
    this.#slots = slots;
  }

  /** What the resource of a definition is bound to, before it is made. */
  public get hook(): pulumi.ResourceHook | undefined {
    return (this.#hook ??= hook(`${this.#prefix}definitions together`, () => this.hold()));
  }

  /** Settles once the group of the definition that asks is whole. */
  public hold(): Promise<void> {
    return new Promise((resolve) => {
      this.#held.push(resolve);
      clearTimeout(this.#timer);
      if (this.#held.length >= Math.min(this.#slots, this.#left)) this.#letGo();
      else this.#timer = setTimeout(this.#letGo, PATIENCE_MILLISECONDS);
    });
  }

  readonly #letGo = (): void => {
    this.#left -= this.#held.length;
    for (const resolve of this.#held.splice(0)) resolve();
  };
}

/** How the SDK's runner tells the SDK; a program that the Automation API runs in its own process is not told. */
function slotsOfEngine(): number {
  const slots = Number(process.env["PULUMI_NODEJS_PARALLEL"]);
  return slots > 0 ? slots : Infinity;
}
