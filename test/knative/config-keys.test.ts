import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { AUTOSCALER } from "../../lib/knative/config/autoscaler";
import { CERT_MANAGER } from "../../lib/knative/config/cert-manager";
import { DEFAULTS } from "../../lib/knative/config/defaults";
import { DEPLOYMENT } from "../../lib/knative/config/deployment";
import { FEATURES } from "../../lib/knative/config/features";
import { GC } from "../../lib/knative/config/gc";
import { LEADER_ELECTION } from "../../lib/knative/config/leader-election";
import { LOGGING } from "../../lib/knative/config/logging";
import { NETWORK } from "../../lib/knative/config/network";
import { OBSERVABILITY } from "../../lib/knative/config/observability";
import { latestRelease } from "../../lib/releases";
import type { Manifest } from "../kserve/manifests";

const SETTINGS: Readonly<Record<string, object>> = {
  "config-autoscaler": AUTOSCALER,
  "config-certmanager": CERT_MANAGER,
  "config-defaults": DEFAULTS,
  "config-deployment": DEPLOYMENT,
  "config-features": FEATURES,
  "config-gc": GC,
  "config-leader-election": LEADER_ELECTION,
  "config-logging": LOGGING,
  "config-network": NETWORK,
  "config-observability": OBSERVABILITY,
  "config-tracing": {},
};

/** Keys that upstream shows and that no option reaches, and why. */
const REASONS: Readonly<Record<string, string>> = {
  "config-deployment queue-sidecar-image": 'images: { "knative-queue-proxy": … } sets it, with the Image object',
  "config-logging loglevel.net-contour-controller": "a network layer that this package does not install",
  "config-logging loglevel.net-kourier-controller": "a network layer that this package does not install",
  "config-logging loglevel.net-gateway-api-controller": "a network layer that this package does not install",
  "config-network auto-tls": "the deprecated name of external-domain-tls",
  "config-network internal-encryption": "the deprecated name of system-internal-tls",
};

const upstream = process.env["UPSTREAM_DIR"] ?? join(__dirname, "../../../shared/upstream");
const file = join(upstream, `knative-serving-v${latestRelease.components.knativeServing.version}`, "core.yaml");

/** Upstream's ConfigMaps, each with the keys that its example shows, those commented out too. */
function shown(): { readonly name: string; readonly keys: readonly string[] }[] {
  return parseAllDocuments(readFileSync(file, "utf8")).flatMap((document) => {
    const manifest = document.toJS() as Manifest | null;
    if (manifest?.kind !== "ConfigMap" || manifest.metadata.name === "config-domain") return [];
    const { _example: example = "", ...real } = manifest.data ?? {};
    const commented = [...example.matchAll(/^# ([a-z][a-z.-]+-[a-z-]+): "/gm)].map(([, key]) => key ?? "");
    const keys = [...Object.keys(real), ...Object.keys((parse(example) as object | null) ?? {}), ...commented];
    return [{ name: manifest.metadata.name, keys: [...new Set(keys)] }];
  });
}

describe.skipIf(!existsSync(file))("every key that upstream's ConfigMaps show", () => {
  const all = existsSync(file) ? shown() : [];

  it("is read from twelve ConfigMaps less the one whose keys are domains", () => {
    expect(all.map(({ name }) => name).sort()).toEqual(Object.keys(SETTINGS).sort());
    expect(all.flatMap(({ keys }) => keys).length).toBeGreaterThan(130);
  });

  it.each(all)("has a typed option or a reason: $name", ({ name, keys }) => {
    const missing = keys.filter((key) => !(key in (SETTINGS[name] ?? {})) && REASONS[`${name} ${key}`] === undefined);
    expect(missing).toEqual([]);
  });

  it("has a reason only where no option reaches it", () => {
    const known = new Map(all.map(({ name, keys }) => [name, keys]));
    const stale = Object.keys(REASONS).filter((entry) => {
      const [name = "", key = ""] = entry.split(" ");
      return !known.get(name)?.includes(key) || key in (SETTINGS[name] ?? {});
    });
    expect(stale).toEqual([]);
  });
});
