import { createHash } from "node:crypto";
import { filled, placeholder, placeholdersIn } from "../../internal/unresolved";
import type { KServeOptions } from "../options";
import { agent } from "./agent";
import { autoscaler } from "./autoscaler";
import { batcher } from "./batcher";
import { credentials } from "./credentials";
import { deploy } from "./deploy";
import { explainers } from "./explainers";
import { inferenceService } from "./inference-service";
import { ingress } from "./ingress";
import { scheduler, wvaController } from "./language-models";
import { localModel } from "./local-model";
import { logger } from "./logger";
import { metricsAggregator } from "./metrics-aggregator";
import { multiNode } from "./multi-node";
import { opentelemetryCollector } from "./opentelemetry-collector";
import { router } from "./router";
import type { Section } from "./section";
import { security } from "./security";
import { service } from "./service";
import { storageInitializer } from "./storage-initializer";

/** The data of ConfigMap inferenceservice-config: each section as JSON text, in upstream's order. */
export function configData(section: Section, options: KServeOptions): Record<string, string> {
  const sections: Readonly<Record<string, object>> = {
    agent: agent(section, options.agent),
    autoscaler: autoscaler(section, options.autoscaler),
    batcher: batcher(section, options.batcher),
    credentials: credentials(options.credentials),
    deploy: deploy(section, options.mode ?? "Knative", options.defaultRollout),
    explainers: explainers(section),
    inferenceService: inferenceService(section, options.modelDefaults, options.inferenceService),
    ingress: ingress(section, options.domain ?? "example.com", options.ingress),
    localModel: localModel(section, options.localModel),
    logger: logger(section, options.logger),
    metricsAggregator: metricsAggregator(options.metricsAggregator),
    ...(options.autoscalingWvaController && {
      "autoscaling-wva-controller-config": wvaController(section, options.autoscalingWvaController),
    }),
    ...(options.multiNode && { multiNode: multiNode(options.multiNode) }),
    opentelemetryCollector: opentelemetryCollector(section, options.opentelemetryCollector),
    router: router(section, options.router),
    ...(options.scheduler && { scheduler: scheduler(options.scheduler) }),
    security: security(options.security),
    ...(options.service && { service: service(options.service) }),
    storageInitializer: storageInitializer(section, options.storageInitializer),
  };
  return Object.fromEntries(Object.entries(sections).map(([name, value]) => [name, JSON.stringify(value, null, 2)]));
}

/**
 * Twelve hex digits that change with the configuration and with the set of optional APIs, and what only the deployment
 * knows of the configuration.
 *
 * The controller reads parts of its ConfigMap, and which optional APIs exist, only when it starts.
 */
export function configHash(data: Readonly<Record<string, string>>, optionalApis: readonly string[]): string {
  const apis = [...new Set(optionalApis)].sort();
  const text = JSON.stringify({ data, apis });
  const unknown = [...new Set(placeholdersIn(text))];
  // Which numbers they have says how many Outputs the program carried before.
  const told = filled(text, (index) => `#${unknown.indexOf(index)}`);
  const hash = createHash("sha256").update(told).digest("hex").slice(0, 12);
  return [hash, ...unknown.map(placeholder)].join(" ");
}
