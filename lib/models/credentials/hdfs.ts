import { fromSecret, type SecretReference, type StorageCredentials } from "./credentials";

/** HDFS and WebHDFS by a Secret: `HDFS_NAMENODE`, `USER_PROXY` and the rest of KServe's keys. */
export function hdfsSecret(options: SecretReference): StorageCredentials {
  return fromSecret("hdfsSecret", ["hdfs", "webhdfs"], options);
}
