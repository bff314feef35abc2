import type { ScalarTag } from "yaml";

const UNDERSCORES = /_/g;

/**
 * A whole number the way Kubernetes' parser reads one: `0o644` as well as `0644`, and never a word such as `e5` or a dot.
 * One that a number of TypeScript does not hold is a mistake, since it would become another.
 */
// source: sigs.k8s.io/yaml v1.4.0 goyaml.v2/resolve.go
const int: ScalarTag = {
  identify: Number.isInteger,
  default: true,
  tag: "tag:yaml.org,2002:int",
  test: /^[-+]?(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]+|0|[1-9][0-9_]*)$/,
  resolve: (text, onError) => {
    const [, sign = "", digits = ""] = /^([-+]?)(.*)$/.exec(text.replace(UNDERSCORES, "")) ?? [];
    const size = Number(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
    if (!Number.isSafeInteger(size)) {
      onError(`a whole number must be within ±${String(Number.MAX_SAFE_INTEGER)}, got ${text}; fix: quotes`);
    }
    return sign === "-" ? -size : size;
  },
};

/** Any other number. */
const float: ScalarTag = {
  identify: (value) => typeof value === "number",
  default: true,
  tag: "tag:yaml.org,2002:float",
  test: /^[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?$/,
  resolve: (text) => Number(text.replace(UNDERSCORES, "")),
};

/** Numbers as Kubernetes' parser reads them. */
export const NUMBERS: readonly ScalarTag[] = [int, float];
