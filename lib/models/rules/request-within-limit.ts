import { amountOf, plainResources } from "../../internal/quantity";
import { type Rule } from "./rule";

/** The API server denies a pod that asks for more than it may have. */
export const requestWithinLimit: Rule = {
  refuses: "a request above its limit, and a request for devices that is not its limit",
  source: "Kubernetes: pkg/apis/core/validation/validation.go ValidateContainerResourceRequirements",
  *check({ components }) {
    for (const { at, containers } of components) {
      for (const { at: place, container } of containers) {
        const { requests = {}, limits = {} } = plainResources(container.resources ?? {});
        for (const [name, request] of Object.entries(requests)) {
          const limit = limits[name];
          // Devices cannot be overcommitted: the API server wants a limit, and one that the request equals.
          const isDevice = name.includes("/");
          if (limit === undefined && !isDevice) continue;
          const [asked, most] = [amountOf(request) ?? NaN, amountOf(limit ?? "") ?? NaN];
          // What is no amount is told by another rule.
          if (Number.isNaN(asked) || (limit !== undefined && Number.isNaN(most))) continue;
          if (isDevice ? asked === most : asked <= most) continue;
          yield {
            prop: `${at}${place}.resources.requests.${name}`,
            expected: `${isDevice ? "the same as" : "at most"} limits.${name} (${limit ?? "not stated"})`,
            got: request,
            fix: `limits: { ${/^\w+$/.test(name) ? name : `"${name}"`}: "${request}" }`,
          };
        }
      }
    }
  },
};
