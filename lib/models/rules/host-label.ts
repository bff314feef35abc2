import { CONTROLLER, type Rule } from "./rule";

/** KServe fails on a host whose first label is longer than DNS allows; each component has one of its own. */
export const hostLabel: Rule = {
  refuses: "a name that makes a host's first label longer than the 63 characters of DNS (Standard mode)",
  source: `${CONTROLLER}/reconcilers/ingress/domain.go`,
  *check({ name, namespace, mode, components, facts }) {
    if (mode !== "Standard" || facts.routes?.defaultHosts !== true) return;
    const hosts = components.map(({ kind, predictor }) => {
      if (!predictor) return `${name}-${kind}`;
      return predictor.name === undefined ? `${name}-predictor` : `${name}-${predictor.name}-predictor`;
    });
    const labels = hosts.map((host) => `${host}-${namespace}`);
    const longest = labels.reduce((longer, label) => (label.length > longer.length ? label : longer), "");
    if (longest.length <= 63) return;
    yield {
      prop: "name",
      expected: `at most ${String(63 - (longest.length - name.length))} characters in namespace ${namespace}, so that ${longest} is a DNS label`,
      got: name,
      fix: "a shorter name",
    };
  },
};
