import { App } from "cdk8s";
import { defaultPlatform } from "../../../charts/default-platform";
import type { ServingPlatformProps } from "../../../charts/serving-platform";
import { plan, type Plan } from "../../../lib/plan";
import type { Platform } from "./platform-checks";

/** A platform of ours with its graph. */
export interface PlannedPlatform extends Platform {
  readonly plan: Plan;
}

const PROFILES: readonly Partial<ServingPlatformProps>[] = [
  { profile: "dev" },
  { profile: "production", domain: "models.acme.test" },
];

/** Every profile in every form of its definitions. */
export function platforms(): PlannedPlatform[] {
  return PROFILES.flatMap((props) => (["folded", "full"] as const).map((crds) => platform({ ...props, crds })));
}

/** One platform, named by what distinguishes it. */
export function platform(props: Partial<ServingPlatformProps>): PlannedPlatform {
  const app = new App();
  defaultPlatform(app, props);
  const planned = plan(app);
  const manifests = planned.charts.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  return { name: `${props.profile ?? ""}, ${props.crds ?? ""} CRDs`, manifests, plan: planned };
}
