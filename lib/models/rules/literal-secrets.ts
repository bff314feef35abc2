import { type Rule } from "./rule";

/** Variables whose value is a secret, by the names that clouds and Hugging Face give them. */
const SECRETS = [
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AZURE_CLIENT_SECRET",
  "AZ_CLIENT_SECRET",
  "AZURE_STORAGE_ACCESS_KEY",
  "AZURE_ACCESS_TOKEN",
  "HF_TOKEN",
  "HUGGING_FACE_HUB_TOKEN",
];

/** YAML is kept and shared; a secret in it is none any more. */
export const literalSecrets: Rule = {
  refuses:
    "the value of a secret in a variable: `HF_TOKEN`, `AWS_SECRET_ACCESS_KEY`, `AZURE_CLIENT_SECRET` and the like",
  source: "of this package; names from kserve v0.20.0 pkg/credentials/{s3,azure,hf}",
  *check({ components }) {
    for (const { at, containers } of components) {
      for (const { at: place, container } of containers) {
        for (const { name, value } of container.env ?? []) {
          if (!SECRETS.includes(name) || value === undefined || value === "") continue;
          yield {
            prop: `${at}${place}.env`,
            expected: `without the value of ${name}`,
            // Not even here.
            got: "a literal value",
            fix: `credentials, or { name: "${name}", valueFrom: { secretKeyRef: { name: "…", key: "${name}" } } }`,
          };
        }
      }
    }
  },
};
