import { isObject } from "../arrays.ts";
import { refuse } from "./refusal.ts";

/** A method without arguments. */
export type Method = (this: unknown) => unknown;

/** How something is iterated: its method, which was read once. */
export interface Iteration {
  readonly of: object;
  readonly method: Method;
  /** True where each step is awaited. */
  readonly asynchronous: boolean;
}

/** An iterator. Its `next` was read once, as a loop does. */
export interface Cursor {
  readonly iterator: { readonly return?: unknown };
  next(): unknown;
}

/**
 * How `for await` iterates over an object: by its `Symbol.asyncIterator`, or by its `Symbol.iterator` where the first is absent or null. Undefined where
 * it cannot be iterated.
 */
export function iterationOf(of: object): Iteration | undefined {
  let method: unknown = (of as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator];
  const asynchronous = method !== undefined && method !== null;
  if (!asynchronous) method = (of as Partial<Iterable<unknown>>)[Symbol.iterator];
  return typeof method === "function" ? { of, method: method as Method, asynchronous } : undefined;
}

/** Begins to iterate. `at` says what is iterated. */
export function begun({ of, method }: Iteration, at: string): Cursor {
  const iterator: unknown = method.call(of);
  const next: unknown = isObject(iterator) ? (iterator as { next?: unknown }).next : undefined;
  if (typeof next !== "function") refuse("TOPHER_TYPE", at, "an iterable that gives an iterator with next()", iterator);
  return { iterator: iterator as object, next: () => (next as Method).call(iterator) };
}

/** Begins to iterate by one method, which may be another one than last time. */
export function begunBy(of: object, symbol: typeof Symbol.iterator | typeof Symbol.asyncIterator, at: string): Cursor {
  const method: unknown = (of as Readonly<Record<symbol, unknown>>)[symbol];
  if (typeof method !== "function") refuse("TOPHER_TYPE", `[${symbol.description}] of ${at}`, "a function", method);
  return begun({ of, method: method as Method, asynchronous: symbol === Symbol.asyncIterator }, at);
}

/** Tells an iterator to end, where it can be told. */
export function leave({ iterator }: Cursor): unknown {
  const method = iterator.return;
  if (method === undefined || method === null) return undefined;
  if (typeof method !== "function") refuse("TOPHER_TYPE", "return of an iterator", "a function", method);
  return (method as Method).call(iterator);
}
