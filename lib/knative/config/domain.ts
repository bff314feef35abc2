import { Yaml } from "cdk8s";
import type { IConstruct } from "constructs";
import { invalid } from "../../internal/invalid";
import { stated } from "../../internal/settled";

/** Which routes a domain is for. */
export interface KnativeDomainSelector {
  /** Labels of the routes; where several domains match, the one with most labels wins. */
  readonly selector: Readonly<Record<string, string>>;
  /** "wildcard" issues one certificate a namespace for it, with TLS. @default - one certificate a route */
  readonly type?: "wildcard";
}

/** ConfigMap `config-domain`: further domains beside the platform's, by the labels of the routes they are for. */
export type KnativeDomainConfig = Readonly<Record<string, KnativeDomainSelector>>;

const DOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/;

/** Throws unless it is a domain that Knative can put routes under. */
export function checkDomain(scope: IConstruct, prop: string, domain: string): void {
  if (DOMAIN.test(domain)) return;
  throw invalid(scope, prop, {
    expected: "a DNS name in lower case",
    got: domain,
    fix: prop === "domain" ? 'domain: "models.example.org"' : '"models.example.org"',
  });
}

/** The data of `config-domain`; an empty selector is the domain of every route that no other entry selects. */
// source: knative/serving knative-v1.21.1 pkg/reconciler/route/config/domain.go
export function domains(scope: IConstruct, own: string, others: KnativeDomainConfig = {}): Record<string, string> {
  const data: Record<string, string> = { [own]: "" };
  for (const [domain, { selector, type }] of Object.entries(stated(others)) as [string, KnativeDomainSelector][]) {
    checkDomain(scope, `domain["${domain}"]`, domain);
    if (domain === own) {
      throw invalid(scope, `domain["${domain}"]`, {
        expected: "another domain than the platform's, which takes every route that is left",
        got: domain,
        fix: "remove it",
      });
    }
    if (Object.keys(selector).length === 0) {
      throw invalid(scope, `domain["${domain}"].selector`, {
        expected: "one label or more, for only one domain can take every route",
        got: selector,
        fix: '{ app: "…" }',
      });
    }
    data[domain] = Yaml.stringify({ selector, ...(type !== undefined && { type }) });
  }
  return data;
}
