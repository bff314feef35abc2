import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate authority in a directory; every key and certificate lies beside it as `<name>.key`, `<name>.crt`. */
export class Authority {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    this.#key("ca");
    this.#openssl("req", "-x509", "-new", "-key", "ca.key", "-subj", "/CN=e2e-ca", "-days", "30", "-out", "ca.crt");
  }

  /** The authority's certificate. */
  public get certificate(): Buffer {
    return readFileSync(join(this.#directory, "ca.crt"));
  }

  /** A key and certificate for a client, or for a server where `names` are given (`DNS:localhost`, `IP:127.0.0.1`). */
  public issue(name: string, subject: string, names: readonly string[] = []): { key: Buffer; certificate: Buffer } {
    this.#key(name);
    this.#openssl("req", "-new", "-key", `${name}.key`, "-subj", subject, "-out", `${name}.csr`);
    const extensions = ["extendedKeyUsage=clientAuth,serverAuth"];
    if (names.length > 0) extensions.push(`subjectAltName=${names.join()}`);
    writeFileSync(join(this.#directory, `${name}.ext`), `${extensions.join("\n")}\n`);
    const request = ["-in", `${name}.csr`, "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30"];
    this.#openssl("x509", "-req", ...request, "-out", `${name}.crt`, "-extfile", `${name}.ext`);
    const read = (extension: string): Buffer => readFileSync(join(this.#directory, `${name}.${extension}`));
    return { key: read("key"), certificate: read("crt") };
  }

  /** The bare key pair that signs ServiceAccount tokens: `sa.key`, `sa.pub`. */
  public serviceAccountKeys(): void {
    this.#openssl("genrsa", "-out", "sa.key", "2048");
    this.#openssl("rsa", "-in", "sa.key", "-pubout", "-out", "sa.pub");
  }

  #key(name: string): void {
    this.#openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", `${name}.key`);
  }

  #openssl(...args: string[]): void {
    try {
      execFileSync("openssl", args, { cwd: this.#directory, stdio: "pipe" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") {
        throw new Error("openssl is not in PATH; it makes the control plane's certificates (Debian: openssl)");
      }
      throw error;
    }
  }
}
