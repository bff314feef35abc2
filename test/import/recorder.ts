import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Duration } from "cdk8s";
import type { PlatformFacts } from "../../lib/internal/platform-facts";
import { inferenceServiceSpec } from "../../lib/models/inference-service-spec";
import type { InferenceServiceProps } from "../../lib/models/inference-service";

// Stands for the package where an imported program says more than any rule would let pass: it takes the same
// properties, and writes what the constructs make of them, unjudged.
type Fields = Readonly<Record<string, unknown>>;
const made: object[] = [];

export class ServingApp {
  public synth(): void {
    writeFileSync(join(process.env.CDK8S_OUTDIR ?? "", "objects.yaml"), JSON.stringify({ items: made }));
  }
}

export class ServingPlatform {
  public static existing(): ServingPlatform {
    return new ServingPlatform();
  }
  public namespace(name: string): string {
    return name;
  }
}

export class InferenceService {
  constructor(namespace: string, name: string, props: InferenceServiceProps) {
    const facts = { mode: "Knative", runtimes: [], mirrored: (image: string) => image } as unknown as PlatformFacts;
    record("InferenceService", namespace, name, inferenceServiceSpec(props, facts, true));
  }
}

class Plain {
  constructor(namespace: unknown, name: string, { metadata: _, ...spec }: Fields) {
    record(this.constructor.name, typeof namespace === "string" ? namespace : undefined, name, spec);
  }
}
export class ServingRuntime extends Plain {}
export class ClusterServingRuntime extends Plain {}
export class ClusterStorageContainer extends Plain {}
export class InferenceGraph extends Plain {}

function record(kind: string, namespace: string | undefined, name: string, spec: object): void {
  const seconds = (value: unknown): unknown => (value instanceof Duration ? value.toSeconds() : value);
  const plain = JSON.parse(JSON.stringify(mapped(spec, seconds))) as object;
  made.push({ kind, metadata: { name, ...(namespace !== undefined && { namespace }) }, spec: plain });
}

function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (Array.isArray(changed)) return changed.map((item) => mapped(item, change));
  if (typeof changed !== "object" || changed === null) return changed;
  return Object.fromEntries(Object.entries(changed).map(([key, item]) => [key, mapped(item, change)]));
}
