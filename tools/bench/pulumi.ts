import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ServingApp } from "../../lib/output/serving-app";
import type { Plan } from "../../lib/plan";
import { StandIns } from "../../test/e2e/api-level/stand-ins";
import { callsWebhooksThroughSocket } from "../../test/e2e/api-level/webhook-responder";
import type { Cluster } from "../../test/e2e/cluster/cluster";
import { controlPlane } from "../../test/e2e/cluster/control-plane";
import { capture } from "../../test/e2e/cluster/kubectl";
import { definition } from "../../test/e2e/pulumi/serving/definition";
import { FAST, Workspace } from "../../test/e2e/pulumi/workspace";

/** Models beside the platform, where no others are asked for. */
const SIZES = [2, 100, 1000] as const;

const MEBIBYTE = 2 ** 20;

interface Deployed {
  readonly seconds: number;
}

interface DeployedByPulumi extends Deployed {
  readonly resources: number;
  /** Most memory of the engine, and of the engine with its program and providers. */
  readonly engineBytes: number;
  readonly allBytes: number;
  readonly stateBytes: number;
  readonly provider: string;
}

/**
 * `pulumi up` against `apply.sh`, which is `kubectl apply --server-side` of the same objects behind the same gates: each
 * on a control plane of its own, one right after the other, with stand-ins for pods and for Pulumi's provider.
 *
 * @param sizes Numbers of models beside the platform.
 */
export async function comparePulumi(...sizes: readonly number[]): Promise<void> {
  console.log("pulumi up against apply.sh, the same objects and gates; wall seconds");
  for (const models of sizes.length > 0 ? sizes : SIZES) {
    const script = await onControlPlane(models, byScript);
    const pulumi = await onControlPlane(models, (cluster) => byPulumi(cluster, models));
    console.log(
      [
        `  ${models} models: ${pulumi.seconds.toFixed(0)} s against ${script.seconds.toFixed(0)} s`,
        `ratio ${(pulumi.seconds / script.seconds).toFixed(2)}`,
        `${pulumi.resources} resources`,
        `engine ${mebibytes(pulumi.engineBytes)} MiB`,
        `with program and providers ${mebibytes(pulumi.allBytes)} MiB`,
        `state ${(pulumi.stateBytes / MEBIBYTE).toFixed(1)} MiB`,
        pulumi.provider,
      ].join(", "),
    );
  }
}

async function onControlPlane<T>(models: number, deploy: (cluster: Cluster, plan: Plan) => Promise<T>): Promise<T> {
  const cluster = await controlPlane({ apiServerFlags: callsWebhooksThroughSocket });
  try {
    const app = new ServingApp({ outdir: join(cluster.own?.directory ?? "", "dist") });
    definition(app, { domain: "models.acme.test", broker: "http://broker", models });
    const plan = app.synth();
    const standIns = await StandIns.start(cluster, plan, { pods: true });
    try {
      return await deploy(cluster, plan);
    } finally {
      await standIns.stop();
    }
  } finally {
    await cluster.stop();
  }
}

async function byScript({ kubectl, own }: Cluster): Promise<Deployed> {
  const start = Date.now();
  const env = { ...process.env, KUBECTL: kubectl.program, KUBECONFIG: kubectl.kubeconfig };
  const { code, stderr } = await capture("sh", [join(own?.directory ?? "", "dist/apply.sh")], { env });
  if (code !== 0) throw new Error(stderr);
  return { seconds: (Date.now() - start) / 1000 };
}

async function byPulumi({ kubectl }: Cluster, models: number): Promise<DeployedByPulumi> {
  const program = join(__dirname, "../../test/e2e/pulumi/programs/serving.ts");
  const workspace = await Workspace.create({ kubeconfig: kubectl.kubeconfig, program });
  try {
    await workspace.config("models", String(models));
    const operation = workspace.start("up", FAST);
    let [engineBytes, allBytes] = [0, 0];
    const timer = setInterval(() => {
      const family = familyOf(operation.pid).map(residentBytes);
      engineBytes = Math.max(engineBytes, family[0] ?? 0);
      allBytes = Math.max(
        allBytes,
        family.reduce((sum, bytes) => sum + bytes, 0),
      );
    }, 500);
    const { exitCode, seconds, text } = await operation.ended;
    clearInterval(timer);
    if (exitCode !== 0) throw new Error(text.slice(-2000));
    const resources = (await workspace.state()).deployment.resources?.length ?? 0;
    const stateBytes = Buffer.byteLength(workspace.stateText());
    return { seconds, resources, engineBytes, allBytes, stateBytes, provider: workspace.provider };
  } finally {
    await workspace.end();
  }
}

/** A process and all that it started, itself first. */
function familyOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = fieldOf(Number(name), "PPid");
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const family = [pid];
  for (const one of family) for (const [child, parent] of parents) if (parent === one) family.push(child);
  return family;
}

function residentBytes(pid: number): number {
  return (fieldOf(pid, "VmRSS") ?? 0) * 1024;
}

/** A number of a process; undefined where it has ended. */
function fieldOf(pid: number, field: string): number | undefined {
  try {
    if (!statSync(`/proc/${pid}`).isDirectory()) return undefined;
    const [, value] = new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return value === undefined ? undefined : Number(value);
  } catch {
    return undefined;
  }
}

function mebibytes(bytes: number): string {
  return (bytes / MEBIBYTE).toFixed(0);
}
