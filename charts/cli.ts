#!/usr/bin/env node
import { latestRelease, releases } from "../lib/releases";

const HELP = `Usage: kserve-stack releases    the tested sets of versions
       kserve-stack images      every image of the newest set, with its source
       kserve-stack --help`;

const [command] = process.argv.slice(2);
switch (command) {
  case "releases":
    for (const { name, kubernetes, components } of Object.values(releases)) {
      console.log(`${name}: Kubernetes ${kubernetes.min} to ${kubernetes.max}`);
      for (const { title, version, supportedUntil } of Object.values(components)) {
        console.log(
          `  ${title} ${version}${"date" in supportedUntil ? `, supported until ${supportedUntil.date}` : ""}`,
        );
      }
    }
    break;
  case "images":
    for (const { image, source } of Object.values(latestRelease.images)) console.log(`${image}\t${source}`);
    break;
  case "--help":
    console.log(HELP);
    break;
  default:
    console.error(command === undefined ? HELP : `kserve-stack: unknown command ${command}\n${HELP}`);
    process.exitCode = 2;
}
