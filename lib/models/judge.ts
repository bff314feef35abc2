import type { IConstruct } from "constructs";
import { invalidity } from "../internal/invalid";
import type { JudgedModel } from "./judged-model";
import { RULES, type RuleName } from "./rules";

/** Rules that one model may break, each with the reason why. */
export type Waivers = Readonly<Partial<Record<RuleName, string>>>;

/**
 * Everything that is certain to go wrong with a model, one sentence each; each rule's name leads to its reason in docs/rules.md.
 *
 * @param isWhole whether the program is there as a whole, with the runtimes and storage containers that it brings
 */
export function judge(named: IConstruct, model: JudgedModel, waive: Waivers = {}, isWhole = true): string[] {
  return Object.entries(RULES).flatMap(([name, { check, looksAtProgram = false }]) =>
    waive[name as RuleName] === undefined && (isWhole || !looksAtProgram)
      ? Array.from(check(model), ({ prop, ...what }) => `${invalidity(named, prop, what)} [${name}]`)
      : [],
  );
}
