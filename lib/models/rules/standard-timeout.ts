import { CONTROLLER, type Rule } from "./rule";

/** A time limit reaches HTTPRoutes, and no Ingress. */
export const standardTimeout: Rule = {
  refuses: "a `timeout` in Standard mode where no route takes it",
  source: `${CONTROLLER}/reconcilers/ingress/{httproute,kube_ingress}_reconciler.go`,
  *check({ mode, components, facts: { routes } }) {
    if (mode !== "Standard" || !routes || routes.timeouts) return;
    for (const { at, spec } of components) {
      if (spec.timeout === undefined) continue;
      yield {
        prop: `${at}timeout`,
        expected:
          routes.kind === "Ingress"
            ? "left out where an Ingress leads to the model, since KServe passes it on to HTTPRoutes only"
            : "left out where HTTPRoutes have no timeouts (kserve.ingress.disableHTTPRouteTimeout)",
        got: `${String(spec.timeout)} s`,
        fix: routes.kind === "Ingress" ? "gatewayApi: true on the platform" : "leave it out",
      };
    }
  },
};
