import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DefinitionsTogether } from "../../stacks/definitions-together";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Holds so many definitions; tells which have been let go by now. */
function held(together: DefinitionsTogether, count: number): { letGo: () => Promise<number> } {
  let gone = 0;
  for (let index = 0; index < count; index++) void together.hold().then(() => (gone += 1));
  return {
    letGo: async () => {
      await vi.advanceTimersByTimeAsync(0);
      return gone;
    },
  };
}

/** A resource that Pulumi has deployed once it is said to. */
function resource(): { made: Pick<pulumi.Resource, "urn">; deploy: () => void } {
  let deploy = (): void => undefined;
  const urn = new Promise<string>((resolve) => {
    deploy = () => {
      resolve("urn");
    };
  });
  return { made: { urn: pulumi.output(urn) }, deploy };
}

/** So many definitions, of which none is deployed yet. */
function ofSize(count: number, slots: number): DefinitionsTogether {
  const together = new DefinitionsTogether(slots);
  for (let index = 0; index < count; index++) together.add(resource().made);
  return together;
}

describe("definitions together", () => {
  it("go in groups as large as the engine has slots, the last as large as what is left", async () => {
    const together = ofSize(5, 3);
    const first = held(together, 2);
    expect(await first.letGo()).toBe(0);
    const second = held(together, 1);
    expect([await first.letGo(), await second.letGo()]).toEqual([2, 1]);
    const last = held(together, 1);
    expect(await last.letGo()).toBe(0);
    expect(await held(together, 1).letGo()).toBe(1);
    expect(await last.letGo()).toBe(1);
  });

  it("go without those that do not come: others have the slots, or the cluster has the definition already", async () => {
    const together = ofSize(35, 8);
    const few = held(together, 3);
    await vi.advanceTimersByTimeAsync(1_900);
    expect(await few.letGo()).toBe(0);
    // Another that comes is waited for anew.
    const late = held(together, 1);
    await vi.advanceTimersByTimeAsync(1_900);
    expect(await few.letGo()).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect([await few.letGo(), await late.letGo()]).toEqual([3, 1]);
  });

  it("are registered a group after the other, and before all that is not a definition", async () => {
    const together = new DefinitionsTogether(2);
    const [first, second, third] = [resource(), resource(), resource()];
    const registered: string[] = [];
    const register = (name: string, { made }: ReturnType<typeof resource>): void => {
      void pulumi.output(together.inTurn({ name })).apply(({ name: value }) => registered.push(value));
      together.add(made);
    };
    register("first", first);
    register("second", second);
    register("third", third);
    void together.deployed().then(() => registered.push("all else"));
    void together.hold();
    const settled = async (): Promise<string[]> => {
      await vi.advanceTimersByTimeAsync(0);
      return registered;
    };
    expect(await settled()).toEqual(["first", "second"]);
    first.deploy();
    expect(await settled()).toEqual(["first", "second"]);
    second.deploy();
    expect(await settled()).toEqual(["first", "second", "third"]);
    third.deploy();
    expect(await settled()).toEqual(["first", "second", "third", "all else"]);
  });

  it("are not held where the first of them is there already", async () => {
    const together = new DefinitionsTogether(1);
    const [first, second, third] = [resource(), resource(), resource()];
    const registered: string[] = [];
    for (const { made } of [first, second, third]) {
      void pulumi.output(together.inTurn({ name: "one" })).apply(({ name }) => registered.push(name));
      together.add(made);
    }
    void together.deployed().then(() => registered.push("all else"));
    await vi.advanceTimersByTimeAsync(0);
    expect(registered).toEqual(["one"]);
    first.deploy();
    await vi.advanceTimersByTimeAsync(0);
    expect(registered.sort()).toEqual(["all else", "one", "one", "one"]);
  });

  it("are nothing that others wait for where there are none", async () => {
    await expect(new DefinitionsTogether(2).deployed()).resolves.toBeUndefined();
  });
});
