import { fromSecret, type SecretReference, type StorageCredentials } from "./credentials";

/** Models of Hugging Face that are not open to everyone, by a token in a Secret: `HF_TOKEN`. */
export function huggingFaceToken(options: SecretReference): StorageCredentials {
  return fromSecret("huggingFaceToken", ["hf"], options);
}
