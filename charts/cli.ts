#!/usr/bin/env node
import { parseArgs } from "node:util";
import { App } from "cdk8s";
import { Images } from "../lib/internal/images";
import { InvalidError } from "../lib/internal/invalid";
import { nearest } from "../lib/internal/nearest";
import { latestRelease, releases } from "../lib/releases";
import type { Release } from "../lib/releases/release";
import { importCommand, IMPORT_HELP } from "./import-command";

const HELP = `Usage: kserve-stack releases    the tested sets: the version of each part, its end of life, the Kubernetes range
       kserve-stack images      every image of the newest set, one a line
         --mirror HOST[/PATH]   beside each, after a tab, its name in that registry, for a tool that copies images
         --sources              beside each, after a tab, where the reference was read
${IMPORT_HELP}
       kserve-stack --help`;

/** Ends the program with one sentence on standard error. */
class Refused extends Error {}

const commands: Readonly<Record<string, (args: string[]) => string[]>> = {
  releases: (args) => {
    parseArgs({ args, options: {} });
    return Object.values(releases).flatMap(describe);
  },
  images: (args) => {
    const { mirror, sources } = parseArgs({
      args,
      options: { mirror: { type: "string" }, sources: { type: "boolean", default: false } },
    }).values;
    const images = new Images(new App(), {
      release: latestRelease,
      ...(mirror !== undefined && { registry: { mirror } }),
    });
    return Object.values(latestRelease.images).map(({ image, source }) =>
      [image, ...(mirror === undefined ? [] : [images.mirrored(image)]), ...(sources ? [source] : [])].join("\t"),
    );
  },
  import: importCommand,
};

function describe({ name, kubernetes, components }: Release): string[] {
  return [
    `${name}: Kubernetes ${kubernetes.min} to ${kubernetes.max}`,
    ...Object.values(components).map(({ title, version, supportedUntil }) => {
      const end = supportedUntil.date === undefined ? "" : `, supported until ${supportedUntil.date}`;
      return `  ${title} ${version}${end}`;
    }),
  ];
}

function lines([command, ...args]: readonly string[]): string[] {
  if (command === "help" || [command, ...args].some((word) => word === "--help" || word === "-h")) return [HELP];
  const known = Object.keys(commands);
  const run = command !== undefined && Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (run) return run(args);
  const near = command === undefined ? undefined : nearest(command, known);
  const fix = near === undefined ? `fix: ${known.join(" or ")}, or --help` : `did you mean ${near}?`;
  throw new Refused(`command must be one of ${known.join(", ")}, got ${command ?? "nothing"}; ${fix}`);
}

try {
  const said = lines(process.argv.slice(2));
  if (said.length > 0) console.log(said.join("\n"));
} catch (error) {
  const isParseError = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (!(error instanceof Refused || error instanceof InvalidError || isParseError)) throw error;
  for (const sentence of error.message.split("\n")) console.error(`kserve-stack: ${sentence}`);
  process.exitCode = 2;
}
