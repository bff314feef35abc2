import { App } from "cdk8s";
import { describe, expect, it } from "vitest";
import { releases } from "../../lib/releases";
import { checkExisting, checkKubernetes } from "../../lib/releases/compatibility";
import { endOfLife } from "../../lib/releases/end-of-life";
import { existing } from "../../lib/releases/existing";

const app = new App();
const release = releases.kserve020;

describe("a Kubernetes version", () => {
  it.each(["1.33", "v1.34.2", "1.35.1-gke.10"])("%s is one the release was tested on", (version) => {
    expect(() => {
      checkKubernetes(app, release, version);
    }).not.toThrow();
  });

  it("below the range is an error that names both versions, the rule and the nearest good one", () => {
    expect(() => {
      checkKubernetes(app, release, "1.31");
    }).toThrow(
      'app: kubernetes must be between 1.33 and 1.35, what kserve-0.20 was tested on (Knative 1.21 exits below 1.33; Istio 1.29 and cert-manager 1.19 end at 1.35), got "1.31"; fix: kubernetes: "1.33", or allowUntested: "<reason>"',
    );
  });

  it("above the range passes with a reason", () => {
    expect(() => {
      checkKubernetes(app, release, "1.36", "staging cluster, we watch it");
    }).not.toThrow();
    expect(() => {
      checkKubernetes(app, release, "1.36");
    }).toThrow('fix: kubernetes: "1.35"');
  });

  it("that is none is refused", () => {
    expect(() => {
      checkKubernetes(app, release, "newest");
    }).toThrow('app: kubernetes must be a Kubernetes version such as "1.34", got "newest"; fix: kubernetes: "1.35"');
  });
});

describe("an add-on that the cluster already has", () => {
  const check = (version: string, allowUntested?: string): string | undefined =>
    checkExisting(app, release, "certManager", existing({ version, allowUntested }));

  it("passes silently at the tested version and with a note at another patch", () => {
    expect(check("1.19.4")).toBeUndefined();
    expect(check("1.19.2")).toBe("cert-manager 1.19.2 is accepted as a patch of the tested 1.19.4");
  });

  it("is refused at another minor unless a reason is given", () => {
    expect(() => check("1.17.0")).toThrow(
      'app: certManager.version must be cert-manager 1.19.x, which kserve-0.20 (KServe 0.20.0) was tested with, got "1.17.0"; fix: move cert-manager to 1.19.4',
    );
    expect(check("1.17.0", "the platform team's pin")).toBe(
      "cert-manager 1.17.0 is untested with kserve-0.20: the platform team's pin",
    );
  });

  it("needs its full version", () => {
    expect(() => check("1.19")).toThrow("certManager.version must be the full version of cert-manager");
  });
});

describe("the end of life of a part", () => {
  it("is told from the day after upstream's date on", () => {
    const on = (day: string): string[] => endOfLife(release, ["certManager"], "1.35", new Date(day));
    expect(on("2026-07-01")).toEqual([]);
    expect(on("2026-08-01")).toEqual([
      expect.stringMatching(/^cert-manager 1\.19\.4 reached its end of life on 2026-07-10/),
    ]);
  });

  it("covers Kubernetes itself", () => {
    expect(endOfLife(release, [], "1.33", new Date("2026-11-24"))).toEqual([
      expect.stringMatching(/^Kubernetes 1\.33 reached its end of life on 2026-06-28/),
    ]);
  });
});

describe("the release data", () => {
  it("gives every fact a source", () => {
    for (const part of [...Object.values(release.components), ...Object.values(release.images)]) {
      expect(part.source).not.toBe("");
    }
  });
});
