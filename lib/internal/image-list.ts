/** A key that holds an image reference: `image`, `defaultJobImage`, `queue-sidecar-image`. */
const KEY = /(^i|I|-i)mage$/;
/** An argument that hands one over. */
const ARGUMENT = /^--?[\w.-]*image=(.+)$/;
/** A model that is an image. */
const URI = /^oci(?:\+native)?:\/\/(.+)$/;

/**
 * Every image reference in an object, each once.
 *
 * Found by place, in JSON inside of texts too, so that no name which starts like another is taken for it; elsewhere, as
 * in environment variables, only a text that is a known reference as a whole counts.
 */
export function imagesIn(manifest: object, known: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const text = (key: string, value: string): void => {
    const image = KEY.test(key) ? value : (ARGUMENT.exec(value)?.[1] ?? URI.exec(value)?.[1]);
    if (image !== undefined && image !== "") found.add(image);
    else if (known.has(value)) found.add(value);
    else if (/^\s*[{[]/.test(value)) walk(key, parsed(value));
  };
  const walk = (key: string, value: unknown): void => {
    if (typeof value === "string") text(key, value);
    if (typeof value !== "object" || value === null) return;
    const { image, defaultImageVersion, ...rest } = value as Readonly<Record<string, unknown>>;
    // KServe joins the two for its explainers.
    const whole =
      typeof image === "string" && typeof defaultImageVersion === "string" ? `${image}:${defaultImageVersion}` : image;
    walk("image", whole);
    for (const [name, item] of Object.entries(rest)) {
      // A volume from an image has its reference one level below.
      const isReference = Array.isArray(value) || (key === "image" && name === "reference");
      walk(isReference ? key : name, item);
    }
  };
  walk("", manifest);
  return [...found];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
