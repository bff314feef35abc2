import { Expression, type Code } from "./code";
import type { KindCode } from "./kinds";
import type { DeploymentMode } from "../kserve/config/deploy";
import { CLASS_ANNOTATION, MODE_ANNOTATION } from "./modes";
import type { ImportedObject } from "./object";

/** What a construct's properties depend on beside the object. */
export interface Surroundings {
  /** The mode that the object runs in. */
  readonly mode: DeploymentMode;
  /** How models of the platform run where they do not say. */
  readonly platformMode: DeploymentMode;
  /** Id of the construct, which is its name where none is stated. */
  readonly id: string;
  /** The variable that holds another object of the file, where one does. */
  readonly variableOf: (kind: string, name: string) => string | undefined;
}

/** The properties that a construct is made with. */
export function propertiesOf(object: ImportedObject & { readonly code: KindCode }, around: Surroundings): Code {
  const { manifest, code } = object;
  const { apiVersion, kind, metadata, spec, ...others } = manifest;
  const properties = coded(spec ?? {}, "spec", code, around) as Readonly<Record<string, Code>>;
  return {
    ...(around.id !== metadata.name && { name: metadata.name }),
    ...described(object, around),
    ...(kind === "InferenceService" && isUneven(spec) && { exact: true }),
    ...(coded(others, "", code, around) as Readonly<Record<string, Code>>),
    ...properties,
  };
}

function described(
  { manifest, code }: ImportedObject & { readonly code: KindCode },
  { mode, platformMode }: Surroundings,
): Readonly<Record<string, Code>> {
  const labels = manifest.metadata.labels as Readonly<Record<string, string>> | undefined;
  const all = (manifest.metadata.annotations ?? {}) as Readonly<Record<string, string>>;
  const isOwn = (key: string): boolean => code.hasMode && (key === MODE_ANNOTATION || key === CLASS_ANNOTATION);
  const annotations = Object.fromEntries(Object.entries(all).filter(([key]) => !isOwn(key)));
  const metadata = {
    ...(labels && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  if (code.labels === "pods") return Object.keys(metadata).length > 0 ? { metadata } : {};
  const autoscalerClass = code.hasMode ? all[CLASS_ANNOTATION] : undefined;
  return {
    ...metadata,
    ...(code.hasMode && mode !== platformMode && { mode }),
    ...(autoscalerClass !== undefined && { autoscalerClass }),
  };
}

/**
 * Whether a container states an amount as a request or as a limit alone: the construct would let the other follow, and
 * the object would not be the one of the file.
 */
function isUneven(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { requests, limits } = value as { readonly requests?: unknown; readonly limits?: unknown };
  const names = (amounts: unknown): string =>
    typeof amounts === "object" && amounts !== null ? Object.keys(amounts).sort().join() : "";
  return names(requests) !== names(limits) || Object.values(value).some(isUneven);
}

/** A value as code, with the forms that the construct gives some fields. */
function coded(value: unknown, path: string, code: KindCode, around: Surroundings): Code {
  const form = code.forms[path]?.(value);
  if (form !== undefined) return form;
  const kind = code.refersTo[path];
  const variable = kind !== undefined && typeof value === "string" ? around.variableOf(kind, value) : undefined;
  if (variable !== undefined) return new Expression(variable);
  if (Array.isArray(value)) return value.map((item) => coded(item, `${path}[]`, code, around));
  if (typeof value !== "object" || value === null) return value as Code;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const open = path === "spec.nodes";
      return [key, coded(item, open ? `${path}{}` : path === "" ? key : `${path}.${key}`, code, around)];
    }),
  );
}
