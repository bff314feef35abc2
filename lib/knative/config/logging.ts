import { oneOf, type Setting, type Settings } from "./setting";

/** Level of a zap logger. */
export type LogLevel = "debug" | "info" | "warn" | "error" | "dpanic" | "panic" | "fatal";

/**
 * A zap logger, in zap's own fields.
 *
 * @see https://pkg.go.dev/go.uber.org/zap#Config
 */
export interface ZapLoggerConfig {
  readonly level?: LogLevel;
  readonly development?: boolean;
  readonly disableCaller?: boolean;
  readonly disableStacktrace?: boolean;
  readonly sampling?: { readonly initial: number; readonly thereafter: number };
  readonly outputPaths?: readonly string[];
  readonly errorOutputPaths?: readonly string[];
  readonly encoding?: "json" | "console";
  readonly encoderConfig?: Readonly<Record<string, string>>;
  readonly initialFields?: Readonly<Record<string, unknown>>;
}

/** ConfigMap `config-logging`: what each component says. */
export interface KnativeLoggingConfig {
  /** What holds for every component. @default - JSON at level info */
  readonly "zap-logger-config"?: ZapLoggerConfig;
  readonly "loglevel.controller"?: LogLevel;
  readonly "loglevel.autoscaler"?: LogLevel;
  readonly "loglevel.queueproxy"?: LogLevel;
  readonly "loglevel.webhook"?: LogLevel;
  readonly "loglevel.activator"?: LogLevel;
  readonly "loglevel.hpaautoscaler"?: LogLevel;
  readonly "loglevel.net-istio-controller"?: LogLevel;
}

const level = oneOf("info", "debug", "warn", "error", "dpanic", "panic", "fatal");

const json: Setting = {
  expected: "an object with zap's fields",
  fix: '{ level: "info" }',
  text: (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? JSON.stringify(value) : undefined,
};

// source: knative.dev/pkg of knative/serving knative-v1.21.1, logging/config.go
export const LOGGING: Settings<KnativeLoggingConfig> = {
  "zap-logger-config": json,
  "loglevel.controller": level,
  "loglevel.autoscaler": level,
  "loglevel.queueproxy": level,
  "loglevel.webhook": level,
  "loglevel.activator": level,
  "loglevel.hpaautoscaler": level,
  "loglevel.net-istio-controller": level,
};
