import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type ExtractorMessage,
} from "@microsoft/api-extractor";

/** The entry points of package.json's `exports`, each with the source that it is built from; the first is the main one. */
const ENTRY_POINTS: Readonly<Record<string, string>> = {
  "kserve-stack": "charts/index",
  "kserve-stack-pulumi": "stacks/index",
  "kserve-stack-testing": "charts/testing",
};

/** What the entry points export. */
export interface ApiReports {
  /** Text of each report by file name. */
  readonly texts: ReadonlyMap<string, string>;
  /** Sentences about what is wrong with the API itself: a public type that no entry point exports, a broken link. */
  readonly complaints: readonly string[];
}

const root = resolve(__dirname, "../..");
// Inside the project, because the extractor looks for package.json above its input; git and the linters ignore it.
const WORK = join(root, "temp/api");

/** Compiles the types of the package and describes each entry point as a reviewer reads it. */
export function apiReports(): ApiReports {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  const tsc = require.resolve("typescript/bin/tsc");
  const options = ["-p", "tsconfig.build.json", "--emitDeclarationOnly", "--outDir", WORK];
  execFileSync(process.execPath, [tsc, ...options], { cwd: root, stdio: "inherit" });
  const entries = Object.entries(ENTRY_POINTS).map(([name, source]) => {
    const file = `${name}.api.md`;
    return { file, config: configOf(file, join(WORK, `${source}.d.ts`)) };
  });
  const messages: ExtractorMessage[] = [];
  const texts = new Map<string, string>();
  let compilerState: CompilerState | undefined;
  for (const { file, config } of entries) {
    // One program for all of them: compiling is what takes the time.
    compilerState ??= CompilerState.create(config, {
      additionalEntryPoints: entries.map((entry) => entry.config.mainEntryPointFilePath),
    });
    Extractor.invoke(config, {
      compilerState,
      localBuild: true,
      messageCallback: (message) => {
        if (message.logLevel === ExtractorLogLevel.None) return;
        // Handled here, so that nothing is printed and the reports hold the API alone.
        message.handled = true;
        if (!message.messageId.startsWith("console-")) messages.push(message);
      },
    });
    texts.set(file, readFileSync(join(WORK, file), "utf8"));
  }
  rmSync(WORK, { recursive: true });
  return { texts, complaints: complaintsOf(messages, [...texts.values()][0] ?? "") };
}

/** A type of one entry point may be exported by the main one; everything else has to be mended. */
function complaintsOf(messages: readonly ExtractorMessage[], main: string): string[] {
  const sentences = messages.flatMap((message) => {
    const forgotten = message.messageId === "ae-forgotten-export" && /symbol "(\w+)"/.exec(message.text)?.[1];
    if (typeof forgotten !== "string") return [message.formatMessageWithLocation(WORK)];
    if (new RegExp(`^export .*\\b(class|const|function|interface|type) ${forgotten}\\b`, "m").test(main)) return [];
    return [
      `${message.formatMessageWithLocation(WORK).replace(/\.d\.ts:\d+:\d+ - .*/, ".ts")}: ${forgotten} is part of the public API and not exported; fix: export it from charts/index.ts`,
    ];
  });
  return [...new Set(sentences)];
}

function configOf(reportFileName: string, mainEntryPointFilePath: string): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath,
      newlineKind: "lf",
      compiler: { overrideTsconfig: { extends: join(root, "tsconfig.json"), files: [mainEntryPointFilePath] } },
      apiReport: { enabled: true, reportFileName, reportFolder: WORK, reportTempFolder: join(WORK, "reports") },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Warning },
          // What is exported is public; there are no stages of release.
          "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None },
          "ae-undocumented": { logLevel: ExtractorLogLevel.None },
        },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, "package.json"),
  });
}
