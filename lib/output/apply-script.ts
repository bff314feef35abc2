import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Definition } from "../definitions/schema";
import type { Condition, Plan, PlannedChart } from "../plan";

/** `apply.sh`: what a person runs where no GitOps tool does. Pure; the same plan gives the same bytes. */
export function applyScript({ charts }: Plan): string {
  const orders = [...new Set(charts.map(({ order }) => order))];
  const up = orders.flatMap((order) => {
    const stage = charts.filter((chart) => chart.order === order);
    const conditions = stage.flatMap(({ gate }) => (gate ? gateLines(gate.conditions) : []));
    return [...stage.map(({ file }) => `apply ${file}`), ...(conditions.length > 0 ? ["gate", ...conditions] : [])];
  });
  const definitions = charts.flatMap((chart) => named(chart, ["CustomResourceDefinition"]));
  const down = [...charts].reverse().map(removal);
  return [
    "#!/bin/sh",
    "# Applies this folder in graph order and waits at each gate; --delete takes it down in reverse. See --help.",
    "set -u",
    "",
    ...["apply-start.sh", "apply-functions.sh", "delete-functions.sh"].map((name) =>
      readFileSync(join(__dirname, name), "utf8"),
    ),
    "# What this folder holds: InferenceServices, definitions, and other objects of these definitions.",
    `MODELS=${quoted(models(charts).join(" "))}`,
    `CRDS_HERE=${quoted(definitions.join(" "))}`,
    `CUSTOM=${quoted(customResources(charts).join(" "))}`,
    "",
    "reach_cluster",
    "",
    'if [ "$MODE" = delete ]; then',
    ...["refuse_foreign_models", "refuse_foreign_objects", "remove_models", "served", ...down, 'say "deleted"'].map(
      (line) => `  ${line}`,
    ),
    "  exit 0",
    "fi",
    "",
    ...up,
    "applied",
    "",
  ].join("\n");
}

function gateLines(conditions: readonly Condition[]): string[] {
  const crds = conditions.flatMap((condition) => (condition.type === "Established" ? [condition.crd] : []));
  return [
    ...(crds.length > 0 ? [`established ${crds.join(" ")}`] : []),
    ...conditions.flatMap((condition) => {
      switch (condition.type) {
        case "Established":
          return [];
        case "Available":
          return [`available ${condition.namespace} ${condition.deployment}`];
        case "Armed":
          return [`armed ${condition.kind} ${condition.name}`];
        case "Refuses":
          return [
            `refuses ${condition.manifest.kind} ${quoted(condition.says)} ${quoted(JSON.stringify(condition.manifest))}`,
          ];
      }
    }),
  ];
}

function removal(chart: PlannedChart): string {
  const { file, layer } = chart;
  if (layer === "crds") return ["keep_or_remove_crds", file, ...named(chart, ["CustomResourceDefinition"])].join(" ");
  const configurations = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"].flatMap((kind) =>
    named(chart, [kind]).map((name) => `${kind}/${name}`),
  );
  return ["remove", file, ...configurations].join(" ");
}

function named({ objects }: PlannedChart, kinds: readonly string[]): string[] {
  return objects.filter(({ manifest }) => kinds.includes(manifest.kind)).map(({ manifest }) => manifest.metadata.name);
}

function models(charts: readonly PlannedChart[]): string[] {
  return charts.flatMap(({ objects }) =>
    objects
      .filter(({ manifest }) => manifest.kind === "InferenceService")
      .map(({ manifest: { metadata } }) => `${metadata.namespace ?? "default"}/${metadata.name}`),
  );
}

/** `<group>/<kind>:<namespace>/<name>` of every object whose definition is in the plan too. */
function customResources(charts: readonly PlannedChart[]): string[] {
  const manifests = charts.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  const isNamespaced = new Map(
    manifests
      .filter(({ kind }) => kind === "CustomResourceDefinition")
      .map((definition) => {
        const { group, names, scope } = (definition as unknown as Definition).spec;
        return [`${group}/${names.kind}`, scope === "Namespaced"];
      }),
  );
  return manifests.flatMap(({ apiVersion, kind, metadata: { name, namespace } }) => {
    const type = `${apiVersion.split("/")[0] ?? ""}/${kind}`;
    if (!isNamespaced.has(type)) return [];
    return [`${type}:${isNamespaced.get(type) === true ? `${namespace ?? "default"}/` : ""}${name}`];
  });
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
