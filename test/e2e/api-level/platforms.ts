import { App } from "cdk8s";
import { defaultPlatform } from "../../../charts/default-platform";
import type { ServingPlatformProps } from "../../../charts/platform-props";
import { plan, type Plan } from "../../../lib/plan";
import type { Platform } from "./platform-checks";

/** A platform of ours with its graph. */
export interface PlannedPlatform extends Platform {
  readonly plan: Plan;
}

/** One value of each setting that gives other objects; a further entry is tried with all of the others. */
const PROFILES: readonly ServingPlatformProps[] = [
  { profile: "dev" },
  { profile: "production", domain: "models.acme.test" },
];
const MODES = ["Knative", "Standard"] as const;
const FORMS = ["folded", "full"] as const;

/** What is tried once. */
const OTHERS: Readonly<Record<string, ServingPlatformProps>> = {
  "dev, Standard by Ingress, folded CRDs": { profile: "dev", mode: "Standard", gatewayApi: false },
};

/** Every profile in every mode, with every form of the definitions. */
export function platforms(): PlannedPlatform[] {
  const product = PROFILES.flatMap((props) =>
    MODES.flatMap((mode) =>
      FORMS.map((crds) => platform(`${props.profile ?? ""}, ${mode}, ${crds} CRDs`, { ...props, mode, crds })),
    ),
  );
  return [...product, ...Object.entries(OTHERS).map(([name, props]) => platform(name, props))];
}

/** One platform, named by what distinguishes it. */
export function platform(name: string, props: ServingPlatformProps): PlannedPlatform {
  const app = new App();
  defaultPlatform(app, props);
  const planned = plan(app);
  const manifests = planned.charts.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  return { name, manifests, plan: planned };
}
