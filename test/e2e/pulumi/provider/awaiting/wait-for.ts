import { at, listAt, type KubeObject } from "../object";
import type { Judge, Judgement } from "./judge";
import { READY } from "./judge";
import { jsonPath } from "./json-path";

/**
 * The judge that an annotation `pulumi.com/waitFor` asks for: one expression, or a JSON list of which all have to hold.
 *
 * Throws on what is neither `condition=TYPE[=STATUS]` nor `jsonpath={PATH}[=VALUE]`.
 * source: pulumi-kubernetes provider/pkg/metadata/overrides.go ReadyCondition, await/condition, jsonpath
 */
export function waitForJudge(text: string): Judge {
  const judges = expressions(text).map(expressionJudge);
  if (judges.length === 0) throw new Error("at least one condition must be specified");
  return (object) => judges.map((judge) => judge(object)).find(({ isReady }) => !isReady) ?? READY;
}

function expressions(text: string): string[] {
  try {
    const values: unknown = JSON.parse(text);
    if (Array.isArray(values)) return values.map(String);
  } catch {
    // One expression is no JSON.
  }
  return [text];
}

function expressionJudge(expression: string): (object: KubeObject) => Judgement {
  if (expression.startsWith("condition=")) return conditionJudge(expression.slice("condition=".length));
  if (expression.startsWith("jsonpath=")) return pathJudge(expression.slice("jsonpath=".length));
  throw new Error(`expected a "jsonpath=" or "condition=" prefix, got "${expression}"`);
}

function conditionJudge(expression: string): (object: KubeObject) => Judgement {
  const [type = "", wanted = "True"] = expression.split(/=(.*)/s);
  const isAs = (one: unknown, other: string): boolean => String(one).toLowerCase() === other.toLowerCase();
  return (object) => {
    const conditions = listAt(object, "status.conditions");
    if (conditions.length === 0) return { isReady: false, status: "Has no .status.conditions" };
    const found = conditions.find((condition) => isAs(condition["type"], type));
    if (found === undefined) return { isReady: false, status: `Has no condition ${type}` };
    const generation = object.metadata.generation ?? 0;
    const observed = found["observedGeneration"] ?? at(object, "status.observedGeneration");
    if (typeof observed === "number" && observed < generation)
      return { isReady: false, status: `Generation ${observed} is less than expected ${generation}` };
    if (isAs(found["status"], wanted)) return READY;
    const { reason, message } = found;
    const said = [reason, message].filter((part) => typeof part === "string" && part !== "").join(": ");
    const status = `Resource has condition ${type}=${String(found["status"])} (want ${wanted})`;
    return { isReady: false, status: said === "" ? status : `${status}: ${said}` };
  };
}

function pathJudge(expression: string): (object: KubeObject) => Judgement {
  // A filter's == separates nothing.
  const [path = "", wanted, ...more] = expression.split(/(?<![=!])=(?!=)/);
  const inner = /^\{\s*(.*?)\s*\}$/.exec(path)?.[1];
  if (more.length > 0 || wanted === "")
    throw new Error(`format should be {.path}=value or {.path}, got "${expression}"`);
  if (inner === undefined) throw new Error(`${path} should be wrapped in brackets { ... }`);
  const select = jsonPath(inner);
  return (object) => {
    const generation = object.metadata.generation ?? 0;
    const observed = at(object, "status.observedGeneration");
    if (typeof observed === "number" && observed < generation)
      return { isReady: false, status: `Generation ${observed} is less than expected ${generation}` };
    const values = select(object);
    if (values.length === 0) return { isReady: false, status: `${path} selected nothing` };
    // The first one counts, as with the real provider: [*] asks for any, not for all.
    const [value] = values;
    if (wanted === undefined) return READY;
    if (typeof value === "object" && value !== null)
      return { isReady: false, status: `"${path}" has a non-primitive value`, isHopeless: true };
    if (String(value) === wanted) return READY;
    return { isReady: false, status: `Waiting for ${path}=${wanted} (found "${String(value)}")` };
  };
}
