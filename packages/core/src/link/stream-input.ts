import { describe } from "../describe.ts";
import { Refusal } from "../wire/refusal.ts";
import type { ByteSink } from "./byte-sink.ts";
import type { Handle } from "./handle.ts";

/** What a function of Go that takes an `io.Reader` can be given. `read` fills the beginning of `into` and gives the number of bytes, 0 at the end. */
export type GoReaderInput = GoSourceInput | Iterable<Uint8Array> | { read(into: Uint8Array): number };

/** What a function of Go can be given that reads at several places, such as one that takes an `io.ReaderAt`. */
export type GoSourceInput = Uint8Array | string | Handle;

/** What a function of Go that takes an `io.Writer` can be given. The function owns the chunks that it gets. */
export type GoWriterInput = ((chunk: Uint8Array<ArrayBuffer>) => void) | ByteSink | Handle;

export const readerRule = "a Uint8Array, a string, an iterable of Uint8Array, an object with read(into) or a handle";
export const sourceRule = "a Uint8Array, a string or a handle";
export const writerRule = "a function, a ByteSink or a handle";

/** Throws the refusal of something whose bytes come or go later. */
export function needsAsync(at: string, rule: string, value: unknown): never {
  const text = `is ${describe(value)}: the synchronous form takes ${rule}, the asynchronous form takes streams`;
  throw new Refusal("TOPHER_NEEDS_ASYNC", at, text);
}

/** True for a stream, blob, request or response, whatever made it: for each of them one method tells. */
export function isStream(value: object): boolean {
  return telling.some((name) => has(value, name));
}

/** True for what can only be iterated asynchronously. */
export function isAsyncIterable(value: object): boolean {
  return !has(value, Symbol.iterator) && has(value, Symbol.asyncIterator);
}

/** True for objects and functions. */
export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** True where the object has such a method. */
export function has(value: object, name: string | symbol): boolean {
  return typeof (value as Readonly<Record<string | symbol, unknown>>)[name] === "function";
}

// Of a ReadableStream, a WritableStream, a Node stream, and of a Blob, Request or Response.
const telling = ["getReader", "getWriter", "pipe", "arrayBuffer"] as const;
