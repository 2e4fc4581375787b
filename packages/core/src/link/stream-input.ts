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

/**
 * What the asynchronous form of a function that takes an `io.Reader` can be given as well: streams of the web and of Node, blobs, and what can be iterated or
 * read with a promise. Bytes are taken as Go reads them.
 */
export type GoReaderAsyncInput =
  | GoReaderInput
  | AsyncIterable<Uint8Array>
  | ReadableInput
  | BlobInput
  | { read(into: Uint8Array): PromiseLike<number> | number };

/** A `ReadableStream`. */
export interface ReadableInput {
  getReader(): {
    read(): PromiseLike<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
    cancel(reason?: any): PromiseLike<void>;
    releaseLock(): void;
  };
}

/** A `Blob` or a `File`. */
export interface BlobInput {
  readonly size: number;
  arrayBuffer(): PromiseLike<ArrayBuffer>;
  stream(): object;
}

/**
 * What the asynchronous form of a function that takes an `io.Writer` can be given as well: streams of the web and of Node, and functions whose promise is
 * awaited before the next chunk. Streams are ended where Go closes the writer, and only then.
 */
export type GoWriterAsyncInput =
  | GoWriterInput
  | ((chunk: Uint8Array<ArrayBuffer>) => PromiseLike<unknown> | void)
  | WritableInput
  | NodeWritableInput;

/** A `WritableStream`. */
export interface WritableInput {
  getWriter(): {
    write(chunk: Uint8Array<ArrayBuffer>): PromiseLike<void>;
    close(): PromiseLike<void>;
    releaseLock(): void;
  };
}

/** A `Writable` of Node. */
export interface NodeWritableInput {
  write(chunk: Uint8Array<ArrayBuffer>, done: (error?: Error | null) => void): boolean;
  end(done: () => void): unknown;
  on(event: "drain", listener: () => void): unknown;
}

export const asyncReaderRule =
  "a ReadableStream, a Blob, a stream of Node, an iterable or async iterable of Uint8Array, an object with read(into), a Uint8Array, a string or a handle";
export const asyncWriterRule = "a WritableStream, a stream of Node, a function, a ByteSink or a handle";
export const readerRule = "a Uint8Array, a string, an iterable of Uint8Array, an object with read(into) or a handle";
export const sourceRule = "a Uint8Array, a string or a handle";
export const writerRule = "a function, a ByteSink or a handle";

/** Throws the refusal of something whose bytes or values come or go later; `taken` is what only the asynchronous form takes. */
export function needsAsync(at: string, rule: string, value: unknown, taken: string = "streams"): never {
  const text = `is ${describe(value)}: the synchronous form takes ${rule}, the asynchronous form takes ${taken}`;
  throw new Refusal("TOPHER_NEEDS_ASYNC", at, text);
}

/** True for a stream, blob, request or response, whatever made it: for each of them one method tells. */
export function isStream(value: object): boolean {
  return telling.some((name) => has(value, name));
}

/** True for a `Request` or a `Response`. */
export function isMessage(value: object): boolean {
  return has(value, "arrayBuffer") && "body" in value;
}

/** True for a `Blob` or a `File`. */
export function isBlob(value: object): value is { stream(): object } {
  return has(value, "arrayBuffer") && has(value, "stream");
}

/** True for what can only be iterated asynchronously. */
export function isAsyncIterable(value: object): boolean {
  return !has(value, Symbol.iterator) && has(value, Symbol.asyncIterator);
}

/** True where the object has such a method. */
export function has(value: object, name: string | symbol): boolean {
  return typeof (value as Readonly<Record<string | symbol, unknown>>)[name] === "function";
}

// Of a ReadableStream, a WritableStream, a Node stream, and of a Blob, Request or Response.
const telling = ["getReader", "getWriter", "pipe", "arrayBuffer"] as const;
