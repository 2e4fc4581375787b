import { isObject } from "../arrays.ts";
import { isEmpty, typedArrayLength } from "../view.ts";
import { byteKind } from "../wire/array-kinds.ts";
import { checkNumbers } from "../wire/numbers.ts";
import { refuse } from "../wire/refusal.ts";
import { bytesOf, checkedCount, piece } from "./chunks.ts";
import { begun, iterationOf, leave, type Cursor, type Iteration } from "../wire/iteration.ts";
import { isPromise } from "./promises.ts";
import { has } from "./stream-input.ts";

/** Where bytes come from. */
export interface ByteSource {
  /** The next bytes, undefined at the end; a promise where they have to be awaited. They are given away before this is called again. */
  next(): Bytes | undefined | PromiseLike<Bytes | undefined>;
  /** Nobody wants any more. What it gives may be a promise. */
  cancel(reason: unknown): unknown;
  /** It has come to its end, or has failed. */
  end?(): unknown;
}

type Bytes = Uint8Array<ArrayBuffer>;

const byobSize = 256 * 1024;
const empty = new Uint8Array();

/** A `ReadableStream`, of any making. */
export interface WebReadable {
  readonly locked: boolean;
  getReader(options?: { mode: "byob" }): WebReader;
}

interface WebReader {
  read(into?: Uint8Array): Promise<{ readonly done: boolean; readonly value?: unknown }>;
  cancel(reason: unknown): Promise<unknown>;
  releaseLock(): void;
}

/** The source that a stream, an iterable or an object with `read` is; the stream is locked from then on. */
export function sourceOf(value: object): ByteSource {
  if (has(value, "getReader")) return webSource(value as WebReadable);
  const iteration = iterationOf(value);
  if (iteration?.asynchronous !== true && has(value, "read")) return new ReadSource(value as Readable);
  if (iteration === undefined) return refuse("TOPHER_TYPE", "what is read", "an iterable or an async iterable", value);
  return new IteratedSource(iteration);
}

function webSource(stream: WebReadable): ByteSource {
  let reader: WebReader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    return new ChunkSource(stream.getReader()); // no stream of bytes, or it is locked
  }
  return new ByobSource(reader);
}

/** A stream of bytes: it fills memory that it is given. */
class ByobSource implements ByteSource {
  readonly #reader: WebReader;
  #memory: Bytes | undefined = new Uint8Array(byobSize);

  constructor(reader: WebReader) {
    this.#reader = reader;
  }

  async next(): Promise<Bytes | undefined> {
    const given = this.#memory ?? new Uint8Array(byobSize);
    const { done, value } = stepOf(await this.#reader.read(given));
    this.#memory = undefined;
    if (done === true) {
      this.#reader.releaseLock();
      return undefined;
    }
    const bytes = checked(value);
    // The memory has moved to another buffer, where it can be filled again. What is no stream of the runtime's may give memory of its own.
    if (given.length === 0 && bytes.buffer.byteLength === byobSize) this.#memory = new Uint8Array(bytes.buffer);
    return bytes;
  }

  cancel(reason: unknown): unknown {
    return cancelled(this.#reader, reason);
  }
}

/** A stream of chunks. */
class ChunkSource implements ByteSource {
  readonly #reader: WebReader;

  constructor(reader: WebReader) {
    this.#reader = reader;
  }

  async next(): Promise<Bytes | undefined> {
    const { done, value } = stepOf(await this.#reader.read());
    if (done !== true) return checked(value);
    this.#reader.releaseLock();
    return undefined;
  }

  cancel(reason: unknown): unknown {
    return cancelled(this.#reader, reason);
  }
}

async function cancelled(reader: WebReader, reason: unknown): Promise<void> {
  try {
    await reader.cancel(reason);
  } finally {
    reader.releaseLock();
  }
}

/** An iterator, such as that of a stream of Node. */
class IteratedSource implements ByteSource {
  readonly #of: object;
  readonly #steps: Cursor;

  constructor(iteration: Iteration) {
    this.#of = iteration.of;
    this.#steps = begun(iteration, "what is read");
  }

  next(): Bytes | undefined | PromiseLike<Bytes | undefined> {
    const step: unknown = this.#steps.next();
    return isPromise(step) ? Promise.resolve(step).then(bytesIn) : bytesIn(step);
  }

  // The iterator of a stream of Node hears of it only with the next chunk, and not at all before the first.
  cancel(): unknown {
    if (!has(this.#of, "pipe") || !has(this.#of, "destroy")) return leave(this.#steps);
    (this.#of as { destroy(): unknown }).destroy();
    return undefined;
  }
}

function stepOf(step: unknown): { readonly done?: unknown; readonly value?: unknown } {
  return isObject(step) ? step : refuse("TOPHER_TYPE", "what read() of a stream gives", "an object", step);
}

function bytesIn(step: unknown): Bytes | undefined {
  if (!isObject(step)) return refuse("TOPHER_TYPE", "what next() of an iterator gives", "an object", step);
  const { done, value } = step as IteratorResult<unknown>;
  return done === true ? undefined : checked(value);
}

interface Readable {
  read(into: Uint8Array): unknown;
  close?(): unknown;
}

/** An object that fills memory, now or later. */
class ReadSource implements ByteSource {
  readonly #of: Readable;
  // Memory of its own, because a program may hold on to what it got.
  readonly #memory: Bytes = new Uint8Array(piece);

  constructor(of: Readable) {
    this.#of = of;
  }

  next(): Bytes | undefined | PromiseLike<Bytes | undefined> {
    const count: unknown = this.#of.read(this.#memory);
    return isPromise(count) ? Promise.resolve(count).then((awaited) => this.#filled(awaited)) : this.#filled(count);
  }

  cancel(): unknown {
    return this.#of.close?.();
  }

  end(): unknown {
    return this.#of.close?.();
  }

  #filled(count: unknown): Bytes | undefined {
    const filled = checkedCount(count, piece);
    if (filled === 0) return undefined;
    if (isEmpty(this.#memory))
      refuse("TOPHER_BUFFER", "what read was given", "a Uint8Array that is not detached", this.#memory);
    return this.#memory.subarray(0, filled);
  }
}

function checked(chunk: unknown): Bytes {
  if (typeof chunk === "string") {
    refuse("TOPHER_TYPE", "a chunk", "a Uint8Array", chunk, "A stream with an encoding gives text: leave it out");
  }
  checkNumbers(byteKind, chunk as Uint8Array, "a chunk");
  return typedArrayLength.call(chunk) === 0 ? empty : bytesOf(chunk as Uint8Array);
}
