import { startsUnresolved } from "../../internal/unresolved";
import { urisOf } from "./storage-scheme";
import { type Rule } from "./rule";

/** KServe hands what it reads from a Secret to the storage initializer alone. */
export const credentialsScheme: Rule = {
  refuses: "credentials from a Secret that open none of the places that the files come from",
  source: "kserve v0.20.0 pkg/credentials/service_account_credentials.go mountSecretCredential",
  *check({ components }) {
    for (const component of components) {
      const uris = urisOf(component).map(([, uri]) => uri);
      if (uris.length === 0 || uris.some(startsUnresolved)) continue;
      for (const { kind, schemes } of component.credentials ?? []) {
        if (!schemes || uris.some((uri) => schemes.includes(uri.split("://")[0] ?? ""))) continue;
        yield {
          prop: `${component.at}credentials`,
          expected: `beside a URI with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}, which ${kind} opens`,
          got: uris,
          fix: "the credentials of that storage",
        };
      }
    }
  },
};
