import { Testing } from "cdk8s";
import type { Construct } from "constructs";
import { CertManager } from "../../lib/cert-manager/cert-manager";
import type { Comparable } from "./compare";
import { certManager } from "./differences/cert-manager";
import type { ParityNotes } from "./notes";

/** One component: where upstream's manifests lie and what we emit in their place. */
export interface Component {
  readonly name: string;
  /** Files of the reference folder, as `folder/file.yaml`. */
  readonly files: readonly string[];
  readonly ours: () => readonly Comparable[];
  readonly notes: ParityNotes;
}

function synth(build: (scope: Construct) => void): Comparable[] {
  const chart = Testing.chart();
  build(chart);
  return Testing.synth(chart) as Comparable[];
}

/** Every component of the release, at upstream's own sizes. */
export const components: readonly Component[] = [
  {
    name: "cert-manager",
    files: ["cert-manager-v1.19.4/core.yaml"],
    ours: () => synth((scope) => new CertManager(scope, "cert-manager", { profile: "upstream" })),
    notes: certManager,
  },
];
