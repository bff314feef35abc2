import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  AboutResponse,
  GetProgramDependenciesResponse,
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  LanguageHandshakeResponse,
  RunResponse,
  type RunRequest,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { version } from "@pulumi/pulumi/package.json";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { unary } from "../provider/answer";
import { EngineLog } from "../provider/engine-log";

/** How the SDK's runner says that it has told the user what is wrong. */
// source: @pulumi/pulumi 3.248.0 cmd/run/index.js
const TOLD = 32;

/** What runs. */
const programs = new Set<ChildProcess>();

/**
 * A stand-in for pulumi-language-nodejs, whose own module no registry serves in a version that knows hooks: started by
 * the engine with the engine's address as its last argument, it runs the program with the SDK's own runner.
 */
function main(args: readonly string[]): void {
  const engine = args.findLast((argument) => /^[\w.[\]:]+:\d+$/.test(argument)) ?? "";
  const loader = args.find((argument) => argument.startsWith("--loader="))?.slice("--loader=".length);
  const log = new EngineLog(engine === "" ? undefined : engine);
  // A program does not end by itself when its engine is gone, nor when its host is.
  log.whenGone(() => process.exit(1));
  process.once("SIGTERM", () => process.exit(1));
  const server = new Server();
  const service: UntypedServiceImplementation = {
    handshake: unary(() => new LanguageHandshakeResponse()),
    getRequiredPackages: unary(() => new GetRequiredPackagesResponse()),
    getRequiredPlugins: unary(() => new GetRequiredPluginsResponse()),
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getProgramDependencies: unary(() => new GetProgramDependenciesResponse()),
    about: unary(() => new AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    cancel: unary(() => {
      for (const child of programs) interrupt(child);
      return new Empty();
    }),
    run: unary((request: RunRequest) => run(request, engine, loader)),
  };
  server.addService(LanguageRuntimeService, service);
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    // The engine reads it.
    console.log(port);
  });
}

function run(request: RunRequest, engine: string, loader: string | undefined): Promise<RunResponse> {
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() ?? request.getPwd();
  const entry = info?.getEntryPoint() ?? ".";
  const runner = createRequire(join(directory, "program.js")).resolve("@pulumi/pulumi/cmd/run");
  const args = [
    ...(loader === undefined ? [] : ["--require", loader]),
    runner,
    ...Object.entries({
      engine,
      monitor: request.getMonitorAddress(),
      organization: request.getOrganization(),
      project: request.getProject(),
      stack: request.getStack(),
      pwd: request.getPwd(),
      "root-directory": info?.getRootDirectory() ?? directory,
      parallel: String(request.getParallel()),
    }).map(([name, value]) => `--${name}=${value}`),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    entry === "." ? directory : join(directory, entry),
    ...request.getArgsList(),
  ];
  const child = spawn(process.execPath, args, {
    cwd: request.getPwd(),
    // The engine shows what a program prints as it shows what its host prints.
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
  });
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  programs.add(child);
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code, signal) => {
      process.off("exit", end);
      programs.delete(child);
      const response = new RunResponse();
      if (code === TOLD) response.setBail(true);
      else if (code !== 0) response.setError(`the program ended with ${signal ?? `code ${String(code)}`}`);
      resolve(response);
    });
  });
}

/** Ends a program as Ctrl-C would: the engine waits for its hooks, which would wait on. */
// source: pulumi v3.259.0, sdk/nodejs/cmd/pulumi-language-nodejs/main.go: execRuntime
function interrupt(program: ChildProcess): void {
  program.kill("SIGINT");
  const end = setTimeout(() => void program.kill("SIGKILL"), 5_000);
  program.once("close", () => {
    clearTimeout(end);
  });
}

main(process.argv.slice(2));
