import { latestRelease } from "../lib/releases";
import { existing, type Existing } from "../lib/releases/existing";
import type { ComponentName } from "../lib/releases/release";
import { usesGatewayApi } from "./model-routes";
import type { ExistingPlatformProps, ServingPlatformProps } from "./platform-props";

/** The settings of a platform of which everything is there, at the versions of its release where no other is stated. */
export function allExisting(props: Omit<ExistingPlatformProps, "id">): ServingPlatformProps {
  const { components } = props.release ?? latestRelease;
  const there = (name: ComponentName): Existing => existing({ version: components[name].version });
  const standard = props.mode === "Standard";
  const routed = usesGatewayApi(props);
  return {
    ...props,
    certManager: there("certManager"),
    istio: there("istio"),
    ...(!standard && { knativeServing: props.knativeServing ?? there("knativeServing"), netIstio: there("netIstio") }),
    gatewayApi: routed && there("gatewayApi"),
    ...((routed || standard) && {
      gateway: existing({
        name: "kserve-ingress-gateway",
        namespace: "istio-system",
        class: "istio",
      }),
    }),
    kserve: props.kserve ?? there("kserve"),
    nvidiaDevicePlugin: there("nvidiaDevicePlugin"),
  };
}
