import { LocalWorkspace, type OutputMap } from "@pulumi/pulumi/automation";
import { ServingPlatform, type ServingApp } from "kserve-stack";
import { ServingStack } from "kserve-stack/pulumi";
import { Progress } from "./progress";

const HELP = `Usage: tsx main.ts up|preview|destroy

Bootstraps the cluster of the current kubeconfig with a serving platform, and tells how far it is.
The state lies where PULUMI_BACKEND_URL says, e.g. file:///var/lib/acme/state.`;

/** The definition; a real program imports it from where `cdk8s synth` finds it too. */
function acmeServing(app: ServingApp): void {
  new ServingPlatform(app, "platform", {
    kubernetes: "1.35",
    profile: "dev",
    domain: "models.acme.dev",
    istio: { gateway: { serviceType: "ClusterIP" } },
  });
}

async function main(command: string | undefined): Promise<void> {
  if (command !== "up" && command !== "preview" && command !== "destroy") {
    console.log(HELP);
    process.exitCode = command === "--help" ? 0 : 2;
    return;
  }
  const stack = await LocalWorkspace.createOrSelectStack({
    stackName: "bootstrap",
    projectName: "acme-bootstrap",
    program: () => {
      const serving = new ServingStack("serving", acmeServing);
      return Promise.resolve({ gateway: serving.gateway.address });
    },
  });
  const { onEvent } = new Progress((line) => {
    console.log(line);
  });
  switch (command) {
    case "up":
      told((await stack.up({ onEvent })).outputs);
      break;
    case "preview":
      await stack.preview({ onEvent });
      break;
    case "destroy":
      // The guard against models of others is part of the program.
      await stack.destroy({ onEvent, runProgram: true });
      break;
  }
}

function told(outputs: OutputMap): void {
  console.log(`gateway: ${String(outputs.gateway?.value)}`);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
