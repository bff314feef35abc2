import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Condition, Plan, PlannedChart } from "../plan";

/** `apply.sh`: what a person runs where no GitOps tool does. Pure; the same plan gives the same bytes. */
export function applyScript({ charts }: Plan): string {
  const orders = [...new Set(charts.map(({ order }) => order))];
  const up = orders.flatMap((order) => {
    const stage = charts.filter((chart) => chart.order === order);
    return [
      ...stage.map(({ file }) => `apply ${file}`),
      ...stage.flatMap(({ gate }) => (gate ? gateLines(gate.conditions) : [])),
    ];
  });
  const down = [...charts].reverse().map(removal);
  return [
    "#!/bin/sh",
    "# Applies this folder in graph order and waits at each gate; --delete takes it down in reverse. See --help.",
    "set -u",
    "",
    readFileSync(join(__dirname, "apply-functions.sh"), "utf8"),
    `MODELS=${quoted(models(charts).join(" "))}`,
    "",
    'if [ "$MODE" = delete ]; then',
    ...["refuse_foreign_models", ...down, 'say "deleted"', "exit 0"].map((line) => `  ${line}`),
    "fi",
    "",
    ...up,
    'say "applied: every gate passed"',
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

function removal({ file, layer, objects }: PlannedChart): string {
  const named = (kinds: readonly string[]): string[] =>
    objects.filter(({ manifest }) => kinds.includes(manifest.kind)).map(({ manifest }) => manifest.metadata.name);
  if (layer === "crds") return ["keep_or_remove_crds", file, ...named(["CustomResourceDefinition"])].join(" ");
  const configurations = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"].flatMap((kind) =>
    named([kind]).map((name) => `${kind}/${name}`),
  );
  return ["remove", file, ...configurations].join(" ");
}

function models(charts: readonly PlannedChart[]): string[] {
  return charts.flatMap(({ objects }) =>
    objects
      .filter(({ manifest }) => manifest.kind === "InferenceService")
      .map(({ manifest: { metadata } }) => `${metadata.namespace ?? "default"}/${metadata.name}`),
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
