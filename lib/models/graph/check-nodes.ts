import type { IConstruct } from "constructs";
import { invalid, type Invalidity } from "../../internal/invalid";
import { nearest } from "../../internal/nearest";
import type { InferenceService } from "../inference-service";
import type { InferenceGraphNode } from "./inference-graph-node";

const ROOT = "root";
const ROUTERS = ["Sequence", "Splitter", "Ensemble", "Switch"];

/** A step as anything may come from plain JavaScript. */
interface AnyStep {
  readonly name?: string;
  readonly nodeName?: string;
  readonly serviceName?: InferenceService | string;
  readonly serviceUrl?: string;
  readonly data?: string;
  readonly condition?: string;
  readonly weight?: number;
  readonly mapPredictionsToInstances?: boolean;
}
type Nodes = Readonly<Record<string, InferenceGraphNode>>;
type Refuse = (prop: string, what: Invalidity) => never;

/** Throws what KServe's webhook refuses in the nodes of a graph, and what its router fails on or ignores. */
// source: kserve v0.20.0 pkg/apis/serving/v1alpha1/inference_graph_validation.go, cmd/router/main.go
export function checkNodes(scope: IConstruct | string, nodes: Nodes, namespace: string): void {
  const refuse: Refuse = (prop, what) => {
    throw invalid(scope, prop, what);
  };
  const names = Object.keys(nodes);
  if (!names.includes(ROOT)) {
    refuse("nodes", { expected: `with one called ${ROOT}, where requests enter`, got: names, fix: `${ROOT}: { … }` });
  }
  for (const [name, node] of Object.entries(nodes)) {
    const steps: readonly AnyStep[] = (node.steps as readonly AnyStep[] | undefined) ?? [];
    const path = /^[A-Za-z_$][\w$]*$/.test(name) ? `nodes.${name}` : `nodes["${name}"]`;
    if (!ROUTERS.includes(node.routerType)) {
      refuse(`${path}.routerType`, {
        expected: `one of ${ROUTERS.join(", ")}`,
        got: node.routerType,
        fix: `routerType: "${nearest(node.routerType, ROUTERS) ?? "Sequence"}"`,
      });
    }
    if (steps.length === 0) {
      refuse(`${path}.steps`, {
        expected: "at least one, without which the node answers nothing",
        got: node.steps,
        fix: 'steps: [{ serviceName: "my-model" }]',
      });
    }
    checkStepNames(refuse, path, steps);
    steps.forEach((step, index) => {
      const at = `${path}.steps[${index}]`;
      checkTarget(refuse, at, step, names, namespace);
      checkUse(refuse, at, step, node.routerType, index === 0);
    });
    if (node.routerType === "Splitter") checkWeights(refuse, path, steps);
  }
  checkCircles(refuse, nodes);
}

function checkStepNames(refuse: Refuse, path: string, steps: readonly AnyStep[]): void {
  const seen = new Set<string>();
  steps.forEach(({ name }, index) => {
    if (name === undefined || name === "") return;
    if (seen.has(name)) {
      refuse(`${path}.steps[${index}].name`, { expected: "unique in its node", got: name, fix: "another name" });
    }
    seen.add(name);
  });
}

function checkTarget(
  refuse: Refuse,
  at: string,
  { nodeName, serviceName, serviceUrl }: AnyStep,
  names: readonly string[],
  namespace: string,
): void {
  const targets = { nodeName, serviceName, serviceUrl };
  const stated = Object.entries(targets).flatMap(([key, target]) => (target === undefined || target === "" ? [] : key));
  if (stated.length !== 1) {
    refuse(at, {
      expected: "a step with exactly one of nodeName, serviceName and serviceUrl",
      got: stated.length === 0 ? "none" : stated.join(" and "),
      fix: stated.length === 0 ? 'serviceName: "my-model"' : "leave one of them",
    });
  }
  if (nodeName !== undefined && !names.includes(nodeName)) {
    const near = nearest(nodeName, names);
    refuse(`${at}.nodeName`, {
      expected: `a node of this graph (${names.join(", ")})`,
      got: nodeName,
      fix: near === undefined ? "name one of them" : `did you mean ${near}?`,
    });
  }
  if (serviceUrl !== undefined && !/^https?:\/\/[^/]/.test(serviceUrl)) {
    refuse(`${at}.serviceUrl`, {
      expected: "a URL with http:// or https://",
      got: serviceUrl,
      fix: 'serviceUrl: "http://my-model.team-a.svc.cluster.local/v1/models/my-model:predict"',
    });
  }
  if (typeof serviceName === "object" && serviceName.namespace !== namespace) {
    refuse(`${at}.serviceName`, {
      expected: `a model of namespace ${namespace}, where KServe looks for it`,
      got: `${serviceName.namespace}/${serviceName.name}`,
      fix: "serviceUrl, or the graph in the namespace of its models",
    });
  }
}

/** Which nodes use a field; elsewhere the router ignores it. */
const USED: Readonly<Record<"condition" | "data" | "mapPredictionsToInstances" | "weight", readonly string[]>> = {
  condition: ["Switch", "Sequence"],
  data: ["Sequence"],
  mapPredictionsToInstances: ["Sequence"],
  weight: ["Splitter"],
};

function checkUse(refuse: Refuse, at: string, step: AnyStep, routerType: string, isFirst: boolean): void {
  for (const [field, routers] of Object.entries(USED)) {
    const value = step[field as keyof typeof USED];
    if (value === undefined || routers.includes(routerType)) continue;
    refuse(`${at}.${field}`, {
      expected: `left out in a ${routerType}, which ignores it`,
      got: value,
      fix: `routerType: "${routers[0] ?? ""}", or leave it out`,
    });
  }
  const { condition, data } = step;
  if (routerType === "Switch" && (condition ?? "") === "") {
    refuse(`${at}.condition`, {
      expected: "stated in a Switch, which never takes a step without one",
      got: condition,
      fix: 'condition: "instances.#(kind==\\"cat\\")"',
    });
  }
  if (data !== undefined && data !== "$request" && data !== "$response") {
    refuse(`${at}.data`, {
      expected: '"$request" or "$response": the router knows no other',
      got: data,
      fix: 'data: "$response"',
    });
  }
  if (!isFirst || routerType !== "Sequence") return;
  if (data === "$response" || condition !== undefined) {
    refuse(`${at}.${condition === undefined ? "data" : "condition"}`, {
      expected: "left out of the first step of a Sequence, which has no answer before it",
      got: condition ?? data,
      fix: condition === undefined ? 'data: "$request"' : 'a node with routerType: "Switch"',
    });
  }
}

function checkWeights(refuse: Refuse, path: string, steps: readonly AnyStep[]): void {
  let total = 0;
  steps.forEach(({ weight }, index) => {
    if (weight === undefined || !Number.isInteger(weight) || weight < 0 || weight > 100) {
      refuse(`${path}.steps[${index}].weight`, {
        expected: "a whole number from 0 to 100 in a Splitter",
        got: weight,
        fix: "weight: 50",
      });
    }
    total += weight;
  });
  if (total === 100) return;
  refuse(`${path}.steps`, {
    expected: "weights that come to 100",
    got: total,
    fix: `${total < 100 ? "raise" : "lower"} them by ${Math.abs(100 - total)} in all`,
  });
}

/** The router goes from node to node without an end where they lead back to one another. */
function checkCircles(refuse: Refuse, nodes: Nodes): void {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) {
      const circle = [...path.slice(path.indexOf(name)), name].join(" → ");
      refuse("nodes", {
        expected: "without circles, on which a request would never end",
        got: circle,
        fix: "a serviceName or serviceUrl in place of one of these nodeNames",
      });
    }
    if (done.has(name)) return;
    for (const { nodeName } of nodes[name]?.steps ?? []) if (nodeName !== undefined) visit(nodeName, [...path, name]);
    done.add(name);
  };
  for (const name of Object.keys(nodes)) visit(name, []);
}
