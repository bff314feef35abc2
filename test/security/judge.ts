import { lineOf, type Finding } from "./finding";

/** A finding that stays, and why. */
export interface ExplainedFinding extends Finding {
  readonly reason: string;
}

/** What is left of findings once the explained ones are taken out. */
export interface Judgement {
  readonly explained: number;
  /** Sentences, each one thing to mend or to explain. */
  readonly unexplained: readonly string[];
}

/** Findings against explanations, both ways: an explanation that no finding needs is itself a finding. */
export function judge(findings: readonly Finding[], explanations: readonly ExplainedFinding[]): Judgement {
  const pending = new Set(explanations.map(lineOf));
  const unexplained = findings.map(lineOf).filter((line) => !pending.delete(line));
  return {
    explained: findings.length - unexplained.length,
    unexplained: [...unexplained, ...[...pending].map((line) => `stale explanation, nothing needs it: ${line}`)],
  };
}

/** Findings by tool and check, ours beside upstream's, for people. */
export function table(ours: readonly Finding[], upstream: readonly Finding[]): string[] {
  const name = ({ tool, check }: Finding): string => `${tool} ${check}`;
  const count = (findings: readonly Finding[], line: string): string =>
    String(findings.filter((finding) => name(finding) === line).length).padStart(4);
  return [...new Set([...upstream, ...ours].map(name))]
    .sort()
    .map((line) => `  ${line.padEnd(64)}${count(ours, line)} of${count(upstream, line)}`);
}
