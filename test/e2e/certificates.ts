import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** The files of one certificate, by name: `ca`, `apiserver`, `admin`, `kcm`; `sa` is a bare key pair. */
export function makeCertificates(directory: string): void {
  const openssl = (...args: string[]): void => {
    execFileSync("openssl", args, { cwd: directory, stdio: "pipe" });
  };
  const key = (name: string): void => {
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", `${name}.key`);
  };
  key("ca");
  openssl("req", "-x509", "-new", "-key", "ca.key", "-subj", "/CN=e2e-ca", "-days", "2", "-out", "ca.crt");
  openssl("genrsa", "-out", "sa.key", "2048");
  openssl("rsa", "-in", "sa.key", "-pubout", "-out", "sa.pub");
  const issue = (name: string, subject: string, usage: string, names?: string): void => {
    key(name);
    openssl("req", "-new", "-key", `${name}.key`, "-subj", subject, "-out", `${name}.csr`);
    const extensions = `extendedKeyUsage=${usage}\n${names === undefined ? "" : `subjectAltName=${names}\n`}`;
    writeFileSync(join(directory, `${name}.ext`), extensions);
    const files = ["-in", `${name}.csr`, "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-out", `${name}.crt`];
    openssl("x509", "-req", ...files, "-days", "2", "-extfile", `${name}.ext`);
  };
  const names = ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "localhost"].map(
    (name) => `DNS:${name}`,
  );
  issue("apiserver", "/CN=kube-apiserver", "serverAuth,clientAuth", [...names, "IP:10.96.0.1", "IP:127.0.0.1"].join());
  issue("admin", "/O=system:masters/CN=admin", "clientAuth");
  issue("kcm", "/CN=system:kube-controller-manager", "clientAuth");
}
