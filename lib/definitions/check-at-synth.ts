import { ApiObject } from "cdk8s";
import type { IConstruct } from "constructs";
import { invalidity } from "../internal/invalid";
import { platformFacts } from "../internal/platform-facts";
import { SOURCES } from "./sources";
import { violations } from "./violations";

const checked = new WeakSet<ApiObject>();
const groups = new Set(Object.values(SOURCES).flat());

/**
 * Holds an object against upstream's full schema when the app is synthesized, where this package knows its kind: the
 * schema of the platform's release, or of the newest outside of any platform.
 *
 * Messages name the construct that emits it; one that emits several, the object too. `also` tells what else is wrong with
 * an object of the right form.
 */
export function checkAtSynth(scope: IConstruct, object: ApiObject, also?: (manifest: object) => string[]): void {
  if (!isKnown(object)) return;
  checked.add(object);
  scope.node.addValidation({
    validate: () => {
      const isAlone = scope.node.children.every((child) => child === object || !ApiObject.isApiObject(child));
      return mistakesIn(object, isAlone ? scope : object, also);
    },
  });
}

/** What is wrong with the objects below a construct that came by another way, such as cdk8s' own `ApiObject`. */
export function mistakesBelow(root: IConstruct): string[] {
  return root.node
    .findAll()
    .flatMap((node) =>
      ApiObject.isApiObject(node) && !checked.has(node) && isKnown(node) ? mistakesIn(node, node) : [],
    );
}

/** Tells before any schema is read. */
function isKnown({ apiVersion }: ApiObject): boolean {
  const [group = ""] = apiVersion.split("/");
  return groups.has(group);
}

function mistakesIn(object: ApiObject, named: IConstruct, also?: (manifest: object) => string[]): string[] {
  const manifest = object.toJson() as object;
  const found = violations(manifest, platformFacts(object)?.release);
  return found.length > 0 ? found.map(({ path, ...what }) => invalidity(named, path, what)) : (also?.(manifest) ?? []);
}
