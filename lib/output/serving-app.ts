import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, type AppProps } from "cdk8s";
import { mistakesBelow } from "../definitions/check-at-synth";
import { InvalidError } from "../internal/invalid";
import { plan, type Plan } from "../plan";
import { applyScript } from "./apply-script";
import { hasUnresolved, refuseUnresolved } from "./refuse-unresolved";
import { YamlWriter } from "./yaml";

/** Settings of {@link ServingApp}. */
export interface ServingAppProps extends Pick<AppProps, "outdir" | "resolvers"> {
  /** Annotates each object with its `argocd.argoproj.io/sync-wave`. @default false */
  readonly argoSyncWaves?: boolean;
}

/**
 * An `App` that writes one file a layer, in apply order, and `apply.sh`.
 *
 * A platform is also correct inside a stock `App`; this one adds the file layout and stays linear in the number of
 * charts and objects.
 */
export class ServingApp extends App {
  readonly #argoSyncWaves: boolean;

  constructor(props: ServingAppProps = {}) {
    super(props);
    this.#argoSyncWaves = props.argoSyncWaves ?? false;
    this.node.addValidation({ validate: () => mistakesBelow(this) });
  }

  /** Everything {@link ServingApp.synth} writes, by file name; throws what the validations found. */
  public files(): ReadonlyMap<string, string> {
    return this.#render(this.plan());
  }

  /** The graph of the app, once its validations passed; throws what they found. */
  public plan(): Plan {
    const messages = this.node
      .findAll()
      .flatMap((construct) => construct.node.validate().map((message) => withPath(construct.node.path, message)));
    if (messages.length > 0) throw new InvalidError(messages);
    return plan(this);
  }

  /** Validates, then writes all files and returns their plan; nothing is written where anything is wrong. */
  public override synth(): Plan {
    const planned = this.plan();
    const files = this.#render(planned);
    mkdirSync(this.outdir, { recursive: true });
    for (const name of readdirSync(this.outdir)) if (isOurs(name) && !files.has(name)) rmSync(join(this.outdir, name));
    for (const [name, text] of files) {
      const path = join(this.outdir, name);
      writeFileSync(path, text);
      if (name.endsWith(".sh")) chmodSync(path, 0o755);
    }
    return planned;
  }

  /** The objects of all files as one YAML text, in apply order. */
  public override synthYaml(): string {
    return [...this.files()].flatMap(([name, text]) => (name.endsWith(".yaml") ? [text] : [])).join("---\n");
  }

  #render(planned: Plan): Map<string, string> {
    const files = new Map<string, string>();
    const yaml = new YamlWriter();
    let isKnown = true;
    for (const { file, order, objects } of planned.charts) {
      const manifests = objects.map(({ manifest }) => {
        if (!this.#argoSyncWaves) return manifest;
        const annotations = { ...manifest.metadata.annotations, "argocd.argoproj.io/sync-wave": String(order) };
        return { ...manifest, metadata: { ...manifest.metadata, annotations } };
      });
      const text = yaml.write(manifests);
      isKnown &&= !hasUnresolved(text);
      files.set(file, text);
    }
    if (!isKnown) refuseUnresolved(planned);
    files.set("apply.sh", applyScript(planned));
    return files;
  }
}

function isOurs(name: string): boolean {
  return /^\d\d-.+\.yaml$/.test(name) || name === "apply.sh";
}

function withPath(path: string, message: string): string {
  return message.startsWith(path) ? message : `${path}: ${message}`;
}
