import { App } from "cdk8s";
import { defaultPlatform } from "../charts/default-platform";
import { RULES } from "../lib/models/rules";
import { plan, type Condition } from "../lib/plan";
import { latestRelease } from "../lib/releases";

/** The parts of README.md and docs/rules.md that are made from the graph, the release data and the rules, by their marker. */
const SECTIONS: Readonly<Record<string, () => string>> = { layers, versions, rules };

/** A page with its generated parts as they should be now. */
export function renewed(readme: string): string {
  const marked = Object.entries(SECTIONS).filter(([name]) => readme.includes(`<!-- ${name} -->`));
  return marked
    .map(([name, section]): [string, string] => [name, section()])
    .reduce(
      (text, [name, section]) =>
        text.replace(
          new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`),
          (_, open: string, close: string) => `${open}\n${section}\n\n${close}`,
        ),
      readme,
    );
}

function layers(): string {
  const app = new App();
  defaultPlatform(app);
  const rows = plan(app).charts.map(({ file, objects, gate }) => {
    const brought = `${file.padEnd(32)} ${String(objects.length).padStart(3)} objects`;
    return gate ? `${brought}   gate: ${describe(gate.conditions)}` : brought;
  });
  return ["```text", ...rows, "```"].join("\n");
}

function describe(conditions: readonly Condition[]): string {
  const count = (type: Condition["type"]): number => conditions.filter((condition) => condition.type === type).length;
  const parts: [number, string][] = [
    [count("Established"), "CRDs established"],
    [count("Available"), "Deployments available"],
    [count("Armed"), "webhook configurations armed"],
    [count("Refuses"), "bad objects refused"],
  ];
  return parts.flatMap(([number, what]) => (number > 0 ? [`${String(number)} ${what}`] : [])).join(", ");
}

function versions(): string {
  const { components, kubernetes } = latestRelease;
  const rows = Object.values(components).map(
    ({ title, version, accepted, supportedUntil }) =>
      `| ${title} | ${accepted ? `${accepted.min} to ${accepted.max}` : version} | ${supportedUntil.date ?? "not published"} |`,
  );
  const range = `| Kubernetes | ${kubernetes.min} to ${kubernetes.max} | |`;
  return ["| part | version | supported upstream until |", "| --- | --- | --- |", ...rows, range].join("\n");
}

function rules(): string {
  return Object.entries(RULES)
    .map(([name, { refuses, source }]) => `- **\`${name}\`**: ${refuses}. (${linked(source)})`)
    .join("\n");
}

/** Bare addresses as links. */
function linked(source: string): string {
  return source.replaceAll(/https:\/\/\S+/g, (address) => `<${address}>`);
}
