import { App } from "cdk8s";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { existingPool } from "../../lib/gpu/pool";
import { InferenceService } from "../../lib/models/inference-service";
import type { Predictor } from "../../lib/models/predictor";

const models = defaultPlatform(new App()).namespace("team-a");
let made = 0;

/** What a model makes of its numbers, or that it refuses them. */
function written(predictor: Omit<Predictor, "model">): object | undefined {
  made += 1;
  try {
    const { node } = new InferenceService(models, `m${made}`, {
      predictor: { model: { modelFormat: "sklearn" }, ...predictor },
    });
    const [object] = node.children;
    return (object as unknown as { toJson(): { spec: { predictor: object } } }).toJson().spec.predictor;
  } catch {
    return undefined;
  }
}

const count = fc.integer({ min: 0, max: 12 });

describe("the replicas of a model", () => {
  it("are taken exactly where the bounds do not cross, and written as they are but for no bound", () => {
    fc.assert(
      fc.property(fc.option(count, { nil: undefined }), fc.option(count, { nil: undefined }), (min, max) => {
        // KServe takes 0 for no bound.
        const fine = max === undefined || max === 0 || (min ?? 1) <= max;
        const predictor = written({ minReplicas: min, maxReplicas: max });
        expect(predictor !== undefined).toBe(fine);
        if (predictor) {
          const bounds: { minReplicas?: number; maxReplicas?: number } = predictor;
          expect([bounds.minReplicas, bounds.maxReplicas]).toEqual([min, max === 0 ? undefined : max]);
        }
      }),
    );
  });
});

describe("the GPUs of a model", () => {
  it("are its limit, one for one, by the pool's name for a GPU", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 16 }),
        fc.constantFrom("nvidia.com/gpu", "amd.com/gpu"),
        (gpus, resourceName) => {
          const pool = existingPool({ name: "p", nodeSelector: { pool: "p" }, resourceName });
          expect(written({ gpus, pool })).toMatchObject({
            model: { resources: { limits: { [resourceName]: String(gpus) } } },
          });
        },
      ),
    );
  });

  it("fit into the limit of their pool exactly where the pods that are always wanted do", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        count,
        fc.integer({ min: 1, max: 32 }),
        (gpus, minReplicas, limit) => {
          const limits = { "nvidia.com/gpu": String(limit) };
          const pool = existingPool({ name: "p", nodeSelector: { pool: "p" }, limits });
          const predictor = written({ gpus, minReplicas, pool });
          expect(predictor !== undefined).toBe(gpus * Math.max(1, minReplicas) <= limit);
        },
      ),
    );
  });
});
