import { amountOf, plainResources } from "../../internal/quantity";
import { type Rule } from "./rule";

/** The API server reads amounts by a grammar of its own. */
export const quantities: Rule = {
  refuses: "an amount that is no Kubernetes quantity, or a negative one",
  source: "Kubernetes: apimachinery pkg/api/resource/quantity.go; requests and limits are at least 0",
  *check({ components }) {
    for (const { at, containers } of components) {
      for (const { at: place, container } of containers) {
        const resources = plainResources(container.resources ?? {});
        for (const kind of ["requests", "limits"] as const) {
          for (const [name, text] of Object.entries(resources[kind] ?? {})) {
            if ((amountOf(text) ?? -1) >= 0) continue;
            yield {
              prop: `${at}${place}.resources.${kind}.${name}`,
              expected: "a Kubernetes quantity of at least 0",
              got: text,
              fix: name === "cpu" ? '"500m"' : '"2Gi"',
            };
          }
        }
      }
    }
  },
};
