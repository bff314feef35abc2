/** A kind as an API server lists it. */
interface ServedKind {
  /** Its name in paths; one with a slash is a part of another. */
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** What an API server says that it serves of one API version. */
export interface ServedVersion {
  readonly resources: readonly ServedKind[];
}

/** Where an API server has the objects of its kinds: asked once for an API version, and again where a kind is missing. */
export class ServedKinds {
  readonly #ask: (root: string) => Promise<ServedVersion | undefined>;
  /** By the path of an API version. */
  readonly #served = new Map<string, Promise<readonly ServedKind[]>>();

  /** @param ask Gets what is served under the path of an API version; undefined where there is no such version. */
  constructor(ask: (root: string) => Promise<ServedVersion | undefined>) {
    this.#ask = ask;
  }

  /** The path of a kind's objects; undefined where the cluster does not know it, or not yet. */
  public async pathOf(apiVersion: string, kind: string, namespace?: string): Promise<string | undefined> {
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const served = await this.#find(root, kind);
    if (!served) return undefined;
    const scope = served.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : "";
    return `${root}${scope}/${served.name}`;
  }

  async #find(root: string, kind: string): Promise<ServedKind | undefined> {
    const isMeant = (each: ServedKind): boolean => each.kind === kind && !each.name.includes("/");
    const before = this.#served.get(root);
    const known = (await before)?.find(isMeant);
    if (known) return known;
    // It may have come since; several that miss something ask once.
    if (this.#served.get(root) === before) this.#served.set(root, this.#listOf(root));
    return (await this.#served.get(root))?.find(isMeant);
  }

  async #listOf(root: string): Promise<readonly ServedKind[]> {
    try {
      return (await this.#ask(root))?.resources ?? [];
    } catch (error) {
      this.#served.delete(root);
      throw error;
    }
  }
}
