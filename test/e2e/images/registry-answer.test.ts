import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Blobs } from "./blobs";
import { build } from "./image";
import { answer, type Answer, type ServedImage } from "./registry-answer";

interface Manifest {
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string; readonly size: number }[];
}

const blobs = new Blobs(mkdtempSync(join(tmpdir(), "registry-test-")));
let image: ServedImage;

beforeAll(async () => {
  const layers = [[{ path: "/hello", text: "hello" }]];
  const { digest } = await build(blobs, { layers, entrypoint: ["/hello"], user: 65532, env: { A: "b" } });
  image = { repository: "some/where/hello", tag: "v1", digest };
});

function ask(url: string, question: { method?: string; range?: string } = {}): Answer {
  return answer({ method: "GET", url, ...question }, [image], blobs);
}

function manifest(): Manifest {
  return JSON.parse(ask("/v2/some/where/hello/manifests/v1").body as string) as Manifest;
}

/** The bytes of an answer that is a part of a file. */
function content({ body }: Answer): Buffer {
  if (typeof body !== "object") throw new Error("expected a part of a file");
  return readFileSync(body.path).subarray(body.start, body.end + 1);
}

const sha256 = (bytes: Buffer | string): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

describe("the registry", () => {
  it("says that it speaks version 2", () => {
    expect(ask("/v2/").status).toBe(200);
  });

  it("answers with the same manifest by tag and by digest, also to a client that names the host it stands for", () => {
    const byTag = ask("/v2/some/where/hello/manifests/v1?ns=mirror.test");
    expect(byTag.status).toBe(200);
    expect(byTag.headers["docker-content-digest"]).toBe(image.digest);
    expect(sha256(byTag.body as string)).toBe(image.digest);
    expect(ask(`/v2/some/where/hello/manifests/${image.digest}`)).toEqual(byTag);
  });

  it("serves every blob that the manifest names, under the hash of its bytes", () => {
    const { config, layers } = manifest();
    for (const { digest } of [config, ...layers]) {
      expect(sha256(content(ask(`/v2/some/where/hello/blobs/${digest}`)))).toBe(digest);
    }
  });

  it("configures the container: user by number, entry point, environment, layers that are not compressed", () => {
    const { config, layers } = manifest();
    const stored = content(ask(`/v2/some/where/hello/blobs/${config.digest}`)).toString();
    expect(JSON.parse(stored)).toMatchObject({
      config: { User: "65532", Entrypoint: ["/hello"], Env: ["PATH=/usr/local/bin:/usr/bin:/bin", "A=b"] },
      rootfs: { diff_ids: layers.map(({ digest }) => digest) },
    });
  });

  it("serves parts of blobs", () => {
    const [{ digest, size } = { digest: "", size: 0 }] = manifest().layers;
    const url = `/v2/some/where/hello/blobs/${digest}`;
    const whole = content(ask(url));
    expect(whole).toHaveLength(size);
    const part = ask(url, { range: "bytes=5-9" });
    expect(part).toMatchObject({
      status: 206,
      headers: { "content-length": 5, "content-range": `bytes 5-9/${size}` },
    });
    expect(content(part)).toEqual(whole.subarray(5, 10));
    expect(content(ask(url, { range: "bytes=1000-" }))).toEqual(whole.subarray(1000));
    expect(ask(url, { range: `bytes=${size}-` }).status).toBe(416);
  });

  it.each([
    ["/v2/some/where/hello/manifests/v2", "MANIFEST_UNKNOWN"],
    [`/v2/some/where/hello/manifests/${sha256("upstream's digest")}`, "MANIFEST_UNKNOWN"],
    [`/v2/some/where/hello/blobs/${sha256("nothing")}`, "BLOB_UNKNOWN"],
    ["/v2/some/where/hello/blobs/..%2f..%2fsecret", "BLOB_UNKNOWN"],
    ["/v2/elsewhere/manifests/v1", "NAME_UNKNOWN"],
    ["/", "NAME_UNKNOWN"],
  ])("does not know %s", (url, code) => {
    expect(ask(url)).toMatchObject({ status: 404, body: expect.stringContaining(`"code":"${code}"`) as string });
  });

  it.each(["PUT", "POST", "PATCH", "DELETE"])("takes nothing: %s", (method) => {
    expect(ask("/v2/some/where/hello/manifests/v1", { method }).status).toBe(405);
  });
});

describe("an image", () => {
  it("has the same digest when it is built again elsewhere, and another when a file changes", async () => {
    const recipe = (text: string): Parameters<typeof build>[1] => ({
      layers: [[{ path: "/hello", text }]],
      entrypoint: ["/hello"],
      user: 65532,
      env: { A: "b" },
    });
    const elsewhere = new Blobs(mkdtempSync(join(tmpdir(), "registry-test-")));
    expect((await build(elsewhere, recipe("hello"))).digest).toBe(image.digest);
    expect((await build(elsewhere, recipe("hallo"))).digest).not.toBe(image.digest);
  });
});
