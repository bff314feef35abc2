/** Words that no variable may have as its name. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof var void while with yield undefined"
  ).split(" "),
);

/** Names of a program, each once. */
export class Names {
  readonly #taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  /** A variable's name for an object's: `iris-v2` becomes `irisV2`; a word after it where that is taken. */
  public variable(name: string, kind: string): string {
    const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
    const camel = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)));
    const plain = camel.join("");
    const word = /^[A-Za-z]/.test(plain) ? plain.charAt(0).toLowerCase() + plain.slice(1) : `model${plain}`;
    return this.#free([word, `${word}${kind}`, ...Array.from({ length: 1000 }, (_, n) => `${word}${kind}${n + 2}`)]);
  }

  /** A construct's id: the object's name, or that and its kind where it is taken. */
  public id(scope: string, name: string, kind: string): string {
    const free = (id: string): boolean => !this.#taken.has(`${scope}/${id}`);
    const word = kind.replaceAll(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();
    const more = Array.from({ length: 1000 }, (_, n) => `${name}-${word}-${n + 2}`);
    const id = [name, `${name}-${word}`, ...more].find(free) ?? name;
    this.#taken.add(`${scope}/${id}`);
    return id;
  }

  #free(candidates: readonly string[]): string {
    const name = candidates.find((candidate) => !this.#taken.has(candidate) && !RESERVED.has(candidate)) ?? "";
    this.#taken.add(name);
    return name;
  }
}
