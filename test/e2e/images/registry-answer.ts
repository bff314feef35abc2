import { existsSync, readFileSync, statSync } from "node:fs";
import type { Blobs } from "./blobs";

/** An image under the name that it is asked for. */
export interface ServedImage {
  /** Path in the registry, without its host. */
  readonly repository: string;
  readonly tag: string;
  /** Digest of its manifest. */
  readonly digest: string;
}

/** What a client of the registry asks. */
export interface Question {
  readonly method: string;
  readonly url: string;
  readonly range?: string;
}

/** What the registry says to it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  /** A text, or a part of a file. */
  readonly body?: string | { readonly path: string; readonly start: number; readonly end: number };
}

/**
 * The reading half of the OCI distribution protocol.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export function answer(question: Question, images: readonly ServedImage[], blobs: Blobs): Answer {
  const { pathname } = new URL(question.url, "http://registry");
  if (question.method !== "GET" && question.method !== "HEAD") return refusal(405, "UNSUPPORTED", question.method);
  if (pathname === "/v2/") return { status: 200, headers: { "content-type": "application/json" }, body: "{}" };
  const [, repository = "", kind, reference = ""] = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(pathname) ?? [];
  const own = images.filter((image) => image.repository === repository);
  if (own.length === 0) return refusal(404, "NAME_UNKNOWN", repository || pathname);
  if (kind === "manifests") {
    const image = own.find(({ tag, digest }) => reference === tag || reference === digest);
    if (!image) return refusal(404, "MANIFEST_UNKNOWN", `${repository} ${reference}`);
    const manifest = readFileSync(blobs.path(image.digest), "utf8");
    const { mediaType } = JSON.parse(manifest) as { mediaType: string };
    return {
      status: 200,
      headers: {
        "content-type": mediaType,
        "content-length": Buffer.byteLength(manifest),
        "docker-content-digest": image.digest,
      },
      body: manifest,
    };
  }
  if (!/^sha256:[0-9a-f]{64}$/.test(reference) || !existsSync(blobs.path(reference))) {
    return refusal(404, "BLOB_UNKNOWN", reference);
  }
  return part(blobs.path(reference), reference, question.range);
}

function part(path: string, digest: string, range: string | undefined): Answer {
  const { size } = statSync(path);
  const headers = {
    "content-type": "application/octet-stream",
    "docker-content-digest": digest,
    "accept-ranges": "bytes",
  };
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? "");
  if (!asked) {
    return { status: 200, headers: { ...headers, "content-length": size }, body: { path, start: 0, end: size - 1 } };
  }
  const start = Number(asked[1]);
  const end = Math.min(asked[2] ? Number(asked[2]) : size - 1, size - 1);
  if (start > end) return { status: 416, headers: { "content-range": `bytes */${size}` } };
  return {
    status: 206,
    headers: { ...headers, "content-length": end - start + 1, "content-range": `bytes ${start}-${end}/${size}` },
    body: { path, start, end },
  };
}

function refusal(status: number, code: string, message: string): Answer {
  const body = JSON.stringify({ errors: [{ code, message }] });
  return { status, headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) }, body };
}
