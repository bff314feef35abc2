import { describe, expect, it } from "vitest";
import { jsonPath } from "./json-path";

const object = {
  "a.b": 1,
  list: [
    { name: "one", on: true },
    { name: "two", on: false, deep: { x: "y" } },
  ],
  map: { k: "v" },
};

describe("a JSONPath", () => {
  it.each([
    [".map.k", ["v"]],
    ["$.map.k", ["v"]],
    ["['a.b']", [1]],
    ['["map"]["k"]', ["v"]],
    [".list[0].name", ["one"]],
    [".list[-1].name", ["two"]],
    [".list[*].name", ["one", "two"]],
    [".map.*", ["v"]],
    ['.list[?(@.name=="two")].on', [false]],
    ["[?(@.k=='v')].k", ["v"]],
    ['.list[?(@.name=="two" && @.deep.x=="y")].name', ["two"]],
    ['.list[?(@.name=="two" || @.on==true)].name', ["one", "two"]],
    ['.list[?(@.name!="two")].name', ["one"]],
    [".list[?(@.deep)].name", ["two"]],
    [".list[7].name", []],
    [".none.at.all", []],
  ])("%s selects what it names", (path, selected) => {
    expect(jsonPath(path)(object)).toEqual(selected);
  });

  it.each([".webhooks[].x", "list", ".list[?(name=='a')]", ".list[0:1]"])("%s is refused", (path) => {
    expect(() => jsonPath(path)).toThrow();
  });
});
