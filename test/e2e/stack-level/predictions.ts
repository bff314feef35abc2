import type { Gateway, HttpAnswer } from "./gateway";

/** Flowers of Fisher's data set that any classifier tells apart, and their classes. */
export const FLOWERS: readonly { readonly row: readonly number[]; readonly class: number }[] = [
  { row: [5.1, 3.5, 1.4, 0.2], class: 0 },
  { row: [5.7, 2.8, 4.1, 1.3], class: 1 },
  { row: [6.7, 3.0, 5.2, 2.3], class: 2 },
];

const ROWS = FLOWERS.map(({ row }) => row);
const CLASSES = FLOWERS.map((flower) => flower.class);

/** Asks a model for a prediction in the Open Inference Protocol (V2). */
export function inferV2(gateway: Gateway, url: string, model: string): Promise<HttpAnswer> {
  return gateway.call(`${url}/v2/models/${model}/infer`, {
    inputs: [{ name: "flowers", shape: [ROWS.length, 4], datatype: "FP64", data: ROWS.flat() }],
  });
}

/** Asks a model for a prediction in the V1 protocol. */
export function predictV1(gateway: Gateway, url: string, model: string): Promise<HttpAnswer> {
  return gateway.call(`${url}/v1/models/${model}:predict`, { instances: ROWS });
}

/** Throws unless a V2 answer has the right classes; says what was answered. */
export function expectClassesV2({ status, text, seconds }: HttpAnswer): string {
  const answer = parsed<{ outputs?: { data?: number[] }[] }>(status, text);
  return expectClasses(answer.outputs?.[0]?.data, seconds, text);
}

/** Throws unless a V1 answer has the right classes; says what was answered. */
export function expectClassesV1({ status, text, seconds }: HttpAnswer): string {
  return expectClasses(parsed<{ predictions?: number[] }>(status, text).predictions, seconds, text);
}

function expectClasses(got: readonly number[] | undefined, seconds: number, text: string): string {
  if (JSON.stringify(got) !== JSON.stringify(CLASSES)) {
    throw new Error(`expected classes ${CLASSES.join()}, got ${text.slice(0, 300)}`);
  }
  return `classes ${CLASSES.join()} in ${seconds.toFixed(2)} s`;
}

function parsed<T>(status: number, text: string): T {
  if (status !== 200) throw new Error(`expected status 200, got ${status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}
