import { activeCluster } from "./kubeconfig";
import { isSame } from "./difference";
import type { Fields } from "./object";
import { hasUnknown } from "./properties";

/** What a change of the provider's own arguments means. */
export interface ConfigDiff {
  readonly changed: readonly string[];
  /** Those that make it another provider, and every resource of it another one. */
  readonly replacing: readonly string[];
}

const IDENTIFIER = "clusterIdentifier";
const LOCATION = ["kubeconfig", "context", "cluster"];

/**
 * Another cluster replaces everything; another way to the same one does not. A `clusterIdentifier` that stays says that
 * it is the same.
 * source: pulumi-kubernetes provider/pkg/provider/provider.go DiffConfig
 */
export function diffConfig(olds: Fields, news: Fields): ConfigDiff {
  const changed = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (key) => !isSame(olds[key], news[key]),
  );
  if (changed.length === 0) return { changed, replacing: [] };
  const [before, after] = [olds[IDENTIFIER], news[IDENTIFIER]];
  if (after !== undefined && before === after) return { changed, replacing: [] };
  const replacing = before !== undefined && after !== undefined ? [IDENTIFIER] : [];
  const unknown = LOCATION.find((key) => hasUnknown(news[key]));
  // Whether it is the same cluster cannot be told yet.
  if (unknown !== undefined) return { changed: [unknown], replacing: [...replacing, unknown] };
  const clusters = [olds, news].map(clusterOf);
  const isOther = clusters.every((cluster) => cluster !== undefined) && !isSame(clusters[0], clusters[1]);
  return { changed, replacing: [...replacing, ...(isOther ? LOCATION.filter((key) => changed.includes(key)) : [])] };
}

function clusterOf(config: Fields): unknown {
  const [kubeconfig, context, cluster] = LOCATION.map((key) => {
    const value = config[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  });
  return kubeconfig === undefined ? undefined : activeCluster(kubeconfig, { context, cluster });
}
