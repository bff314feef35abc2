import { describe, expect, it } from "vitest";
import { explained } from "./explained";
import { distinct, lineOf, type Finding } from "./finding";
import { judge } from "./judge";

const finding: Finding = { tool: "checkov", check: "CKV_1", object: "Deployment n/a", container: "c" };
const explanation = { ...finding, reason: "because" };

describe("a judgement", () => {
  it("takes an explanation for exactly the tool, check, object and container that it names", () => {
    expect(judge([finding], [explanation])).toEqual({ explained: 1, unexplained: [] });
    for (const other of [
      { ...finding, tool: "kube-score" as const },
      { ...finding, check: "CKV_2" },
      { ...finding, object: "Deployment n/b" },
      { ...finding, container: "d" },
      { ...finding, container: undefined },
    ]) {
      expect(judge([other], [explanation]).unexplained).toEqual([
        lineOf(other),
        "stale explanation, nothing needs it: checkov CKV_1: Deployment n/a, container c",
      ]);
    }
  });

  it("counts what a scanner says twice as one finding", () => {
    expect(distinct([finding, { ...finding }])).toEqual([finding]);
  });
});

describe("the explanations", () => {
  it("name each finding once, with a reason", () => {
    expect(new Set(explained.map(lineOf)).size).toBe(explained.length);
    for (const { reason, ...found } of explained) expect(reason, lineOf(found)).not.toBe("");
  });
});
