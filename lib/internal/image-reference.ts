const DOCKER_HUB = "docker.io";

/** The reference without its registry host. */
export function withoutHost(image: string): string {
  return hostAndPath(image)[1];
}

/**
 * Whether an image lies in a registry, or below a path of it: `ghcr.io/acme` holds `ghcr.io/acme/server:1`, not
 * `ghcr.io/acme-labs/server:1`. An image without a host lies on Docker Hub.
 */
export function liesIn(image: string, registry: string): boolean {
  const [host = DOCKER_HUB, path] = hostAndPath(image);
  const [place = DOCKER_HUB, below] = isHost(registry) ? [registry, ""] : hostAndPath(registry);
  if (canonical(host) !== canonical(place)) return false;
  const repository = path.replace(/(:[^:/@]+)?(@.+)?$/, "");
  // Docker Hub's own images lie below a path that nobody writes.
  const whole = canonical(host) === DOCKER_HUB && !repository.includes("/") ? `library/${repository}` : repository;
  return below === "" || whole === below || whole.startsWith(`${below}/`);
}

/** A first segment with a dot or a port, or "localhost", is a host; the rest is repository, tag and digest. */
function hostAndPath(text: string): [host: string | undefined, path: string] {
  const slash = text.indexOf("/");
  const first = text.slice(0, slash);
  return slash > 0 && isHost(first) ? [first, text.slice(slash + 1)] : [undefined, text];
}

function isHost(segment: string): boolean {
  return !segment.includes("/") && (/[.:]/.test(segment) || segment === "localhost");
}

function canonical(host: string): string {
  return host === `index.${DOCKER_HUB}` ? DOCKER_HUB : host;
}
