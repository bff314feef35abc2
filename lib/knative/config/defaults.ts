import type { IConstruct } from "constructs";
import { invalid } from "../../internal/invalid";
import type { Quantity } from "../../internal/quantity";
import { settled } from "../../internal/settled";
import { amount, at, flag, orWord, text, whole, type Settings } from "./setting";

/** ConfigMap `config-defaults`: what a revision gets where it says nothing. */
export interface KnativeDefaultsConfig {
  /** Time limit of a request, in seconds. @default 300 */
  readonly "revision-timeout-seconds"?: number;
  /** Upper bound of the former, in seconds; the activator gets as long to finish its requests. @default 600 */
  readonly "max-revision-timeout-seconds"?: number;
  /** Time limit of the first byte of an answer, in seconds. @default - revision-timeout-seconds */
  readonly "revision-response-start-timeout-seconds"?: number;
  /** Time limit between two bytes of an answer, in seconds; 0 is unlimited. @default 0 */
  readonly "revision-idle-timeout-seconds"?: number;
  /** @default - none */
  readonly "revision-cpu-request"?: Quantity;
  /** @default - none */
  readonly "revision-cpu-limit"?: Quantity;
  /** @default - none */
  readonly "revision-memory-request"?: Quantity;
  /** @default - none */
  readonly "revision-memory-limit"?: Quantity;
  /** @default - none */
  readonly "revision-ephemeral-storage-request"?: Quantity;
  /** @default - none */
  readonly "revision-ephemeral-storage-limit"?: Quantity;
  /** Go template of a container's name, over the metadata of its Service. @default "user-container" */
  readonly "container-name-template"?: string;
  /** Go template of an init container's name. @default "init-container" */
  readonly "init-container-name-template"?: string;
  /** Concurrent requests that a pod accepts; 0 is unlimited. @default 0 */
  readonly "container-concurrency"?: number;
  /** Upper bound of the former. @default 1000 */
  readonly "container-concurrency-max-limit"?: number;
  /** Whether a revision may ask for unlimited concurrency. @default true */
  readonly "allow-container-concurrency-zero"?: boolean;
  /** Whether pods get an environment variable for each Service; "default" leaves it to Kubernetes. @default false */
  readonly "enable-service-links"?: boolean | "default";
}

/** How Knative bounds requests in time where nothing is set. */
const TIMEOUTS = { "revision-timeout-seconds": 300, "max-revision-timeout-seconds": 600 };

/** The longest that a request may take, in seconds. */
export function longestTimeout(options?: KnativeDefaultsConfig): number {
  return settled(TIMEOUTS, options)["max-revision-timeout-seconds"];
}

// source: knative/serving knative-v1.21.1 pkg/apis/config/defaults.go
export const DEFAULTS: Settings<KnativeDefaultsConfig> = {
  "revision-timeout-seconds": whole(300),
  "max-revision-timeout-seconds": whole(600),
  "revision-response-start-timeout-seconds": whole(300),
  "revision-idle-timeout-seconds": whole(0),
  "revision-cpu-request": amount("400m"),
  "revision-cpu-limit": amount("1"),
  "revision-memory-request": amount("100Mi"),
  "revision-memory-limit": amount("200Mi"),
  "revision-ephemeral-storage-request": amount("500Mi"),
  "revision-ephemeral-storage-limit": amount("750Mi"),
  "container-name-template": text("user-container"),
  "init-container-name-template": text("init-container"),
  "container-concurrency": whole(0),
  "container-concurrency-max-limit": whole(1000, { min: 1, max: 2 ** 31 - 1 }),
  "allow-container-concurrency-zero": flag,
  "enable-service-links": orWord(flag, "default"),
};

/** What Knative's webhook would refuse about settings that are right one by one. */
export function checkDefaults(scope: IConstruct, options?: KnativeDefaultsConfig): void {
  const all = settled({ ...TIMEOUTS, "container-concurrency": 0, "container-concurrency-max-limit": 1000 }, options);
  const pairs = [
    ["revision-timeout-seconds", "max-revision-timeout-seconds"],
    ["revision-response-start-timeout-seconds", "revision-timeout-seconds"],
    ["revision-idle-timeout-seconds", "revision-timeout-seconds"],
    ["container-concurrency", "container-concurrency-max-limit"],
  ] as const;
  for (const [key, bound] of pairs) {
    const value = all[key];
    if (value === undefined || value <= all[bound]) continue;
    throw invalid(scope, at("defaults", key), {
      expected: `at most "${bound}" (${all[bound]})`,
      got: value,
      fix: `"${bound}": ${value}`,
    });
  }
}
