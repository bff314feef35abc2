/** Whether a condition holds; where it does not, what the cluster last said of it and where to look. */
export type State =
  | { readonly holds: true }
  | {
      readonly holds: false;
      /** What the cluster last said. */
      readonly said: string;
      /** What a person can check. */
      readonly check: string;
    };

export const HOLDS: State = { holds: true };

export function not(said: string, check: string): State {
  return { holds: false, said, check };
}

/** An object that was made before it is asked for, and is not in the cluster. */
export function absent(check: string): State {
  return not("it is not there", `${check}; where somebody deleted it: pulumi up --refresh`);
}
