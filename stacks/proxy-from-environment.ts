import { BlockList, isIP } from "node:net";
import { domainToASCII } from "node:url";

/** A proxy, and the variable of the environment that names it. */
export interface ProxyFromEnvironment {
  readonly url: string;
  readonly variable: string;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/**
 * The proxy that `HTTPS_PROXY`, or `HTTP_PROXY` for plain HTTP, names for a server that `NO_PROXY` does not except.
 *
 * The rules are Go's, by which Pulumi's provider goes: another rule would take gates another way than the objects.
 *
 * @see https://pkg.go.dev/golang.org/x/net/http/httpproxy
 */
// source: golang.org/x/net http/httpproxy/proxy.go, as in Go 1.26
export function proxyFromEnvironment(server: URL): ProxyFromEnvironment | undefined {
  const scheme = server.protocol.slice(0, -1);
  const [variable, value] = firstSet(`${scheme.toUpperCase()}_PROXY`, `${scheme}_proxy`);
  // `proxy.corp:3128` is a URL as it stands, of the scheme `proxy.corp:`, and has no host.
  const url = [value, `http://${value}`].find((each) => URL.canParse(each) && new URL(each).host !== "");
  if (value === "" || url === undefined || isExcepted(server)) return undefined;
  return { url, variable };
}

function firstSet(...names: readonly [string, string]): readonly [name: string, value: string] {
  const [first, second] = names;
  const value = process.env[first] ?? "";
  return value === "" ? [second, process.env[second] ?? ""] : [first, value];
}

function isExcepted(server: URL): boolean {
  const host = server.hostname.replace(/^\[(.*)\]$/, "$1");
  if (host === "localhost" || LOOPBACK.check(host, familyOf(host))) return true;
  const port = server.port === "" ? (DEFAULT_PORTS[server.protocol] ?? "") : server.port;
  const [, list] = firstSet("NO_PROXY", "no_proxy");
  return list.split(",").some((entry) => covers(entry.trim().toLowerCase(), host, port));
}

/** Whether an entry of `NO_PROXY` covers a server: `*`, a network, or an address or a domain, each with a port or without. */
function covers(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  const [, prefix = "", bits = ""] = /^(.+)\/(\d+)$/.exec(entry) ?? [];
  if (isIP(prefix) !== 0) return isWithin(host, prefix, Number(bits));
  const [, bracketed, plain, ofPort = ""] = /^(?:\[([^\]]*)\]|([^:]*)):([^:]*)$/.exec(entry) ?? [];
  const name = bracketed ?? plain ?? entry;
  if (name === "" || (ofPort !== "" && ofPort !== port)) return false;
  return isIP(name) === 0 ? isIP(host) === 0 && isInDomain(host, name) : isWithin(host, name);
}

function isWithin(host: string, prefix: string, bits?: number): boolean {
  const family = familyOf(prefix);
  const width = family === "ipv6" ? 128 : 32;
  // To Node each IPv4 address is an IPv6 one too, and so in `::/0`.
  if (isIP(host) !== isIP(prefix) || (bits ?? 0) > width) return false;
  const network = new BlockList();
  network.addSubnet(prefix, bits ?? width, family);
  return network.check(host, family);
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

/** A name is that host's and all below it; with a dot or `*.` before it, only what is below. */
function isInDomain(host: string, name: string): boolean {
  const [, below, domain = ""] = /^(\*?\.)?(.*)$/.exec(name) ?? [];
  // A URL has its host in ASCII.
  const ascii = /[\u0080-\u{10ffff}]/u.test(domain) ? domainToASCII(domain) || domain : domain;
  return host.endsWith(`.${ascii}`) || (below === undefined && host === ascii);
}
