import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { InferenceService } from "../../lib/models/inference-service";
import { ServingApp } from "../../lib/output/serving-app";
import { deploymentOrder, isWaiting, type OrderedChart } from "../../stacks/deployment-order";

function ordered(models = 0): OrderedChart[] {
  const app = new ServingApp();
  const platform = defaultPlatform(app);
  const team = platform.namespace("team");
  for (let index = 0; index < models; index++) {
    new InferenceService(team, `model-${index}`, {
      predictor: { model: { modelFormat: "sklearn", storageUri: "gs://bucket/model" } },
    });
  }
  return deploymentOrder(app.plan());
}

/** Everything that comes before an object, charts before its own included. */
function before(charts: readonly OrderedChart[]): Map<string, Set<string>> {
  const byName = new Map(charts.map((chart) => [chart.chart.name, chart]));
  const chartsBefore = (name: string): string[] =>
    (byName.get(name)?.after ?? []).flatMap((other) => [other, ...chartsBefore(other)]);
  const all = new Map<string, Set<string>>();
  for (const { chart, objects } of charts) {
    const earlier = chartsBefore(chart.name).flatMap((name) => byName.get(name)?.objects ?? []);
    for (const { object, after } of objects) {
      const known = new Set(earlier.map((other) => other.object.id));
      for (const id of after) for (const one of [id, ...(all.get(id) ?? [])]) known.add(one);
      all.set(object.id, known);
    }
  }
  return all;
}

describe("the edges of a deployment", () => {
  const charts = ordered(3);
  const known = before(charts);

  it("keep every edge of the plan", () => {
    const gates = new Map(charts.map(({ chart }) => [chart.gate?.id, chart.objects.map(({ id }) => id)]));
    for (const { chart } of charts) {
      for (const { id, after } of chart.objects) {
        for (const needed of after.flatMap((one) => gates.get(one) ?? [one])) {
          expect(known.get(id), `${id} after ${needed}`).toContain(needed);
        }
      }
    }
  });

  it("let an object that waits come after everything of its chart that does not", () => {
    for (const { chart } of charts) {
      const plain = chart.objects.filter(
        (object) => !isWaiting(object) && ![...(known.get(object.id) ?? [])].some((id) => waits(chart.objects, id)),
      );
      for (const object of chart.objects.filter(isWaiting)) {
        for (const { id } of plain) expect(known.get(object.id), `${object.id} after ${id}`).toContain(id);
      }
    }
  });

  it("let models wait for the runtimes, which no gate is for", () => {
    expect(known.get("serving.kserve.io/InferenceService team/model-0")).toContain(
      "serving.kserve.io/ClusterServingRuntime kserve-sklearnserver",
    );
  });

  it("name what a chart ends with, and nothing that something follows", () => {
    for (const { last, objects } of charts) {
      const complete = new Set(last.flatMap((id) => [id, ...(known.get(id) ?? [])]));
      for (const { object } of objects) expect(complete).toContain(object.id);
      for (const { after } of objects) expect(after.filter((id) => last.includes(id))).toEqual([]);
    }
  });

  it("grow with the number of models, by one each", () => {
    const edges = (count: number): number =>
      ordered(count).reduce(
        (sum, { after, objects }) => sum + after.length + objects.reduce((all, one) => all + one.after.length, 0),
        0,
      );
    expect(edges(110) - edges(10)).toBe(100);
  });

  it("are the nearest charts only", () => {
    for (const { after } of charts) {
      const indirect = new Set(after.flatMap((name) => indirectly(charts, name)));
      expect(after.filter((name) => indirect.has(name))).toEqual([]);
    }
  });
});

function waits(objects: readonly Parameters<typeof isWaiting>[0][], id: string): boolean {
  const object = objects.find((one) => one.id === id);
  return object !== undefined && isWaiting(object);
}

function indirectly(charts: readonly OrderedChart[], name: string): string[] {
  const after = charts.find(({ chart }) => chart.name === name)?.after ?? [];
  return after.flatMap((other) => [other, ...indirectly(charts, other)]);
}
