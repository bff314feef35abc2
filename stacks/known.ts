import * as pulumi from "@pulumi/pulumi";

/** The value of an Input, once it is known. */
export function known<T>(input: pulumi.Input<T>): Promise<T> {
  return new Promise((resolve) => {
    pulumi.output(input).apply((value) => {
      resolve(value as T);
    });
  });
}
