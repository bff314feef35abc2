/** Two ways to the same end: ours, and what a user would have without us. */
export interface Comparison {
  readonly title: string;
  /** What the peer is. */
  readonly against: string;
  /** Arguments of sample.ts. */
  readonly ours: readonly string[];
  readonly peer: readonly string[];
  /** Pairs of runs. */
  readonly runs: number;
}

function synth(models: number, namespaces: number, runs: number): Comparison {
  const size = [String(models), String(namespaces)];
  return {
    title: `synth of a platform, ${models} models, ${namespaces === 1 ? "one namespace" : `${namespaces} namespaces`}`,
    against: "App.synth of cdk8s, same constructs",
    ours: ["synth-ours", ...size],
    peer: ["synth-stock", ...size],
    runs,
  };
}

/** What `npm run bench` compares. */
export const comparisons: readonly Comparison[] = [
  synth(10, 1, 7),
  synth(100, 1, 7),
  synth(1000, 1, 5),
  synth(100, 100, 5),
  {
    title: "YAML of all that a platform and 100 models bring",
    against: "Yaml.stringify of cdk8s, same bytes",
    ours: ["yaml-ours"],
    peer: ["yaml-cdk8s"],
    runs: 7,
  },
  {
    title: "KServe's CRDs, from what lies on disk to YAML",
    against: "Include of cdk8s (its second process is not counted)",
    ours: ["crds-data"],
    peer: ["crds-include"],
    runs: 5,
  },
  {
    title: "start of a process that loads the main entry point",
    against: "one that loads cdk8s and cdk8s-plus-27",
    ours: ["load", "kserve-stack"],
    peer: ["load", "cdk8s", "cdk8s-plus-27"],
    runs: 15,
  },
  {
    title: "tsc of a program with 50 models",
    against: "tsc of an empty cdk8s program",
    ours: ["tsc", "-p", "models"],
    peer: ["tsc", "-p", "empty"],
    runs: 3,
  },
];
