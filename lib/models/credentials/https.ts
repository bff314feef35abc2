import { fromSecret, type SecretReference, type StorageCredentials } from "./credentials";

/** Headers for a host in a Secret: `https-host`, the host, and `headers`, one a line as `name: value`. */
export function httpsHeaders(options: SecretReference): StorageCredentials {
  return fromSecret("httpsHeaders", ["https", "http"], options);
}
