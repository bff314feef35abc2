import { availableParallelism } from "node:os";
import type * as pulumi from "@pulumi/pulumi";
import { known } from "./known";

/** How long a group waits for its next definition: what comes has been looked at, unless others have the slots. */
const PATIENCE_MILLISECONDS = 2_000;

/**
 * Lets definitions be made in groups, as large as the engine has slots.
 *
 * The provider reads the OpenAPI schema of the cluster before it looks at an object, and before it makes one, once
 * another definition was made since. The API server, which puts that schema together anew every time, needs about a
 * second: half a minute for 38 definitions one after the other, in which the engine looks at nothing else. Of a group
 * only the first is looked at under a schema that is out of date, since no group is registered before the former one is
 * deployed, and none of a group is made before all of it have been looked at. Where the cluster has them, by what the
 * first of them shows, nothing is held.
 */
// source: pulumi-kubernetes v4.32.0, provider/pkg/provider/provider.go: getResources, invalidateResources
export class DefinitionsTogether {
  readonly #slots: number;
  /** All that were taken in, each settled once it is deployed. */
  readonly #all: Promise<unknown>[] = [];
  #before = Promise.resolve();
  /** How many were let go. */
  #gone = 0;
  #held: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param slots How many operations the engine has in flight. */
  constructor(slots = slotsOfEngine()) {
    this.#slots = slots;
  }

  /** What the next definition is registered with, once the group before its own is deployed. */
  public inTurn<T extends object>(properties: T): { [Key in keyof T]: pulumi.Input<T[Key]> } {
    const before = this.#before;
    // An Output would be an edge to each of that group.
    const late = Object.entries(properties).map(([key, value]) => [key, before.then(() => value as unknown)]);
    return Object.fromEntries(late) as { [Key in keyof T]: pulumi.Input<T[Key]> };
  }

  /** Takes a definition into the group that is being registered. */
  public add({ urn }: Pick<pulumi.Resource, "urn">): void {
    this.#all.push(known(urn));
    if (this.#all.length % this.#slots === 0) this.#before = this.deployed();
  }

  /** Settles once all that were taken in so far are deployed; once the first is, where none had to be made by then. */
  public async deployed(): Promise<void> {
    const [first, ...others] = this.#all;
    await first;
    if (this.#held.length + this.#gone > 0) await Promise.all(others);
  }

  /** Settles once the group of the definition that asks, just before it is made, is whole. */
  public hold(): Promise<void> {
    return new Promise((resolve) => {
      this.#held.push(resolve);
      clearTimeout(this.#timer);
      if (this.#held.length >= Math.min(this.#slots, this.#all.length - this.#gone)) this.#letGo();
      else this.#timer = setTimeout(this.#letGo, PATIENCE_MILLISECONDS);
    });
  }

  readonly #letGo = (): void => {
    this.#gone += this.#held.length;
    for (const resolve of this.#held.splice(0)) resolve();
  };
}

/**
 * How the SDK's runner tells the SDK; a program that the Automation API runs in its own process is not told, and has as
 * many as the engine takes by itself.
 */
// source: pulumi v3.259.0, pkg/cmd/pulumi/operations: defaultParallel
function slotsOfEngine(): number {
  const slots = Number(process.env["PULUMI_NODEJS_PARALLEL"]);
  return slots > 0 ? slots : 4 * availableParallelism();
}
