import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { proxyFromEnvironment } from "../../stacks/proxy-from-environment";
import { stubNoProxy } from "./loopback-proxy";

beforeEach(stubNoProxy);

afterEach(() => {
  vi.unstubAllEnvs();
});

const found = (server: string): unknown => proxyFromEnvironment(new URL(server));

describe("the proxy from the environment", () => {
  it("is HTTPS_PROXY for an https server and HTTP_PROXY for an http one", () => {
    vi.stubEnv("HTTPS_PROXY", "http://secure:3128");
    vi.stubEnv("HTTP_PROXY", "http://plain:3128");
    expect(found("https://api.acme.dev")).toEqual({ url: "http://secure:3128", variable: "HTTPS_PROXY" });
    expect(found("http://api.acme.dev")).toEqual({ url: "http://plain:3128", variable: "HTTP_PROXY" });
  });

  it("is none for an https server where only HTTP_PROXY is set", () => {
    vi.stubEnv("HTTP_PROXY", "http://plain:3128");
    expect(found("https://api.acme.dev")).toBeUndefined();
  });

  it("may be named in lower case, and in upper case before that", () => {
    vi.stubEnv("https_proxy", "http://lower:3128");
    expect(found("https://api.acme.dev")).toEqual({ url: "http://lower:3128", variable: "https_proxy" });
    vi.stubEnv("HTTPS_PROXY", "http://upper:3128");
    expect(found("https://api.acme.dev")).toEqual({ url: "http://upper:3128", variable: "HTTPS_PROXY" });
  });

  it.each(["proxy.acme.dev:3128", "proxy", "10.0.0.9:3128"])("speaks HTTP where %s has no scheme", (value) => {
    vi.stubEnv("HTTPS_PROXY", value);
    expect(found("https://api.acme.dev")).toMatchObject({ url: `http://${value}` });
  });

  it.each(["https://localhost:6443", "https://127.0.0.1:6443", "https://127.8.9.1", "https://[::1]:6443"])(
    "is none for %s",
    (server) => {
      vi.stubEnv("HTTPS_PROXY", "http://proxy:3128");
      expect(found(server)).toBeUndefined();
    },
  );

  // Each was compared with what Go says.
  it.each([
    ["*", "https://api.acme.dev"],
    ["acme.dev", "https://api.acme.dev"],
    ["acme.dev", "https://acme.dev"],
    ["ACME.dev", "https://api.acme.dev"],
    [".acme.dev", "https://api.acme.dev"],
    ["*.acme.dev", "https://api.acme.dev"],
    ["other.dev, acme.dev:443", "https://api.acme.dev"],
    ["münchen.dev", "https://api.münchen.dev"],
    ["10.0.0.0/8", "https://10.1.2.3:6443"],
    ["10.1.2.3", "https://10.1.2.3:6443"],
    ["10.1.2.3:6443", "https://10.1.2.3:6443"],
    ["fd00::/8", "https://[fd00::1]:6443"],
    ["fd00::1", "https://[fd00:0::1]:6443"],
    ["[fd00::1]:6443", "https://[fd00::1]:6443"],
  ])("is none where NO_PROXY is %s, for %s", (exceptions, server) => {
    vi.stubEnv("HTTPS_PROXY", "http://proxy:3128");
    vi.stubEnv("NO_PROXY", exceptions);
    expect(found(server)).toBeUndefined();
    vi.stubEnv("NO_PROXY", "");
    vi.stubEnv("no_proxy", exceptions);
    expect(found(server)).toBeUndefined();
  });

  it.each([
    ["", "https://api.acme.dev"],
    ["me.dev", "https://api.acme.dev"],
    [".acme.dev", "https://acme.dev"],
    ["*.acme.dev", "https://acme.dev"],
    ["acme.dev:443", "https://api.acme.dev:6443"],
    ["*:443", "https://api.acme.dev"],
    ["10.0.0.0/8", "https://11.1.2.3"],
    ["10.0.0.0/8", "https://api.acme.dev"],
    ["10.1.2.3/33", "https://10.1.2.3"],
    ["10.1.2.3:443", "https://10.1.2.3:6443"],
    ["1.2.3", "https://10.1.2.3"],
    ["::/0", "https://10.1.2.3"],
    ["[fd00::1]", "https://[fd00::1]"],
  ])("is there where NO_PROXY is %j, for %s", (exceptions, server) => {
    vi.stubEnv("HTTPS_PROXY", "http://proxy:3128");
    vi.stubEnv("NO_PROXY", exceptions);
    expect(found(server)).toMatchObject({ url: "http://proxy:3128" });
  });
});
