import { KNATIVE, type Rule } from "./rule";

/** Knative's settings bound what a revision may state. */
export const knativeBounds: Rule = {
  refuses: "a `timeout`, `containerConcurrency` or `maxReplicas` above the bounds in Knative's settings",
  source: `${KNATIVE}/serving/v1/revision_validation.go, serving/metadata_validation.go, autoscaling/annotation_validation.go`,
  *check({ mode, components, facts: { knative = {} } }) {
    if (mode !== "Knative") return;
    const { maxTimeoutSeconds, maxConcurrency, maxScaleLimit } = knative;
    for (const { at, spec } of components) {
      const { timeout, containerConcurrency, maxReplicas = 0 } = spec;
      if (timeout !== undefined && maxTimeoutSeconds !== undefined && timeout > maxTimeoutSeconds) {
        yield {
          prop: `${at}timeout`,
          expected: `at most ${String(maxTimeoutSeconds)} s, Knative's max-revision-timeout-seconds`,
          got: `${String(timeout)} s`,
          fix: `knativeServing: { config: { defaults: { "max-revision-timeout-seconds": ${String(timeout)} } } } on the platform`,
        };
      }
      if (containerConcurrency !== undefined && maxConcurrency !== undefined && containerConcurrency > maxConcurrency) {
        yield {
          prop: `${at}containerConcurrency`,
          expected: `at most ${String(maxConcurrency)}, Knative's container-concurrency-max-limit`,
          got: containerConcurrency,
          fix: 'knativeServing: { config: { defaults: { "container-concurrency-max-limit": … } } } on the platform',
        };
      }
      if (maxScaleLimit === undefined || maxScaleLimit === 0 || maxReplicas <= maxScaleLimit) continue;
      yield {
        prop: `${at}maxReplicas`,
        expected: `at most ${String(maxScaleLimit)}, Knative's max-scale-limit`,
        got: maxReplicas,
        fix: 'knativeServing: { config: { autoscaler: { "max-scale-limit": … } } } on the platform',
      };
    }
  },
};
