import { amountOf, plainResources } from "../../internal/quantity";
import { serverContainer } from "../server-container";
import { type Rule } from "./rule";

/** `gpus` is the limit of the server's container. */
export const gpusOnce: Rule = {
  refuses: "a limit of GPUs that is not what `gpus` says",
  source: "of this package: both would state one field",
  *check({ components }) {
    for (const component of components) {
      const { at, gpus = 0, pool } = component;
      const server = serverContainer(component);
      if (!(gpus > 0) || !server) continue;
      const resourceName = pool?.resourceName ?? "nvidia.com/gpu";
      const { requests, limits } = plainResources(server.container.resources ?? {});
      const own = limits?.[resourceName] ?? requests?.[resourceName];
      if (own === undefined || amountOf(own) === gpus) continue;
      yield {
        prop: `${at}${server.at}.resources.limits.${resourceName}`,
        expected: `${String(gpus)}, as gpus says`,
        got: own,
        fix: "leave it out: it follows from gpus",
      };
    }
  },
};
