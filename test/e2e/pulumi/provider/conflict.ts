import { StatusError } from "./requests";

/**
 * A refusal to apply, told as the real provider tells it: which manager wanted to write, and which one has which field.
 * source: pulumi-kubernetes provider/pkg/await/await.go handleSSAErr
 */
export function explained(error: unknown, fieldManager: string): unknown {
  if (!(error instanceof StatusError) || error.reason !== "Conflict") return error;
  return new Error(
    `server-side apply field conflict detected\nThe resource managed by field manager "${fieldManager}" had an apply conflict: ${error.message}`,
    { cause: error },
  );
}
