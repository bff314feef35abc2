import { App } from "cdk8s";
import { defaultPlatform } from "../../../charts/default-platform";
import type { ServingPlatformProps } from "../../../charts/platform-props";
import { plan } from "../../../lib/plan";
import type { Platform } from "./platform-checks";

/** Platforms that are applied to one cluster, one after the other, as a user who changes his mind would. */
export interface PlatformGroup {
  /** What they have in common, such as `dev, Knative`. */
  readonly name: string;
  /** Each named by the form of its definitions. */
  readonly platforms: readonly Platform[];
}

/** Every profile with what it cannot do without; a further entry is tried with all of the others. */
const PROFILES: readonly ServingPlatformProps[] = [
  { profile: "dev" },
  { profile: "production", domain: "models.acme.test" },
];
const MODES = ["Knative", "Standard"] as const;
const FORMS = ["folded", "full"] as const;

/** What is tried in one form. */
const OTHERS: Readonly<Record<string, ServingPlatformProps>> = {
  "dev, Standard by Ingress": { profile: "dev", mode: "Standard", gatewayApi: false },
};

/** Every profile in every mode, with every form of the definitions. */
export function platformGroups(): PlatformGroup[] {
  const product = PROFILES.flatMap((props) =>
    MODES.map((mode) => group(`${props.profile ?? ""}, ${mode}`, { ...props, mode }, FORMS)),
  );
  return [...product, ...Object.entries(OTHERS).map(([name, props]) => group(name, props, ["folded"]))];
}

function group(name: string, props: ServingPlatformProps, forms: readonly (typeof FORMS)[number][]): PlatformGroup {
  const platforms = forms.map((crds): Platform => {
    const app = new App();
    defaultPlatform(app, { ...props, crds });
    const manifests = plan(app).charts.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
    return { name: `${crds} CRDs`, manifests };
  });
  return { name, platforms };
}
