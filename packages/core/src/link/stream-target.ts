import { isObject } from "../arrays.ts";
import { byteKind } from "../wire/array-kinds.ts";
import { checkNumbers } from "../wire/numbers.ts";
import { broken, refuse } from "../wire/refusal.ts";
import { isEmpty } from "../view.ts";
import { append, isSink } from "./byte-sink.ts";
import type { Call } from "./call.ts";
import { bytesOf, checkedCount, piece } from "./chunks.ts";
import { begunBy, leave, type Cursor } from "../wire/iteration.ts";
import { isPromise } from "./promises.ts";
import { needsAsync, readerRule, writerRule } from "./stream-input.ts";
import { Target } from "./target.ts";

const operation = { read: 0, write: 0, close: 1 } as const;
const nothing = new Uint8Array();

/** What Go reads from. */
abstract class ReaderTarget extends Target {
  override operation(call: Call): number {
    return call.readUint32();
  }

  override call(call: Call, what: number): unknown {
    if (what === operation.read) return this.read(Math.min(call.readUint32(), piece), call.request !== 0);
    return what === operation.close ? this.close() : broken(`operation ${what} of a reader`);
  }

  override reply(call: Call, bytes: Uint8Array, what: number): void {
    if (what === operation.read) call.bytes(bytes, "the bytes read");
  }

  /** Gives at most so many bytes; none at the end. They are copied at once. `waits` is true where a promise of them can be awaited. */
  protected abstract read(most: number, waits: boolean): Uint8Array | PromiseLike<Uint8Array>;

  protected abstract close(): unknown;
}

/** An object with `read(into)`. */
export class ObjectReader extends ReaderTarget {
  // Memory of its own, because a program may hold on to what it got.
  #spare: Uint8Array | undefined;

  protected override read(most: number, waits: boolean): Uint8Array | PromiseLike<Uint8Array> {
    let into = this.#spare;
    this.#spare = undefined; // a read within the read takes other memory
    if (into === undefined || into.length < most) into = new Uint8Array(most);
    const count: unknown = (this.of as { read(into: Uint8Array): unknown }).read(into.subarray(0, most));
    if (!isPromise(count)) return this.#filled(into, most, count);
    if (!waits) needsAsync("read", readerRule, count);
    return Promise.resolve(count).then((awaited) => this.#filled(into, most, awaited));
  }

  #filled(into: Uint8Array, most: number, count: unknown): Uint8Array {
    const size = checkedCount(count, most);
    if (isEmpty(into)) {
      // The program gave its memory away.
      return size === 0
        ? nothing
        : refuse("TOPHER_BUFFER", "what read was given", "a Uint8Array that is not detached", into);
    }
    const filled = into.subarray(0, size);
    this.#spare = into;
    return filled;
  }

  protected override close(): unknown {
    const { close } = this.of as { close?: unknown };
    return typeof close === "function" ? (close as () => unknown).call(this.of) : undefined;
  }
}

/** An iterable of chunks. What is left of one is kept for the next read. */
export class IterableReader extends ReaderTarget {
  #iterator: Cursor | undefined;
  #rest: Uint8Array = nothing;
  #over = false;

  protected override read(most: number): Uint8Array {
    while (!this.#over && this.#rest.length === 0) this.#rest = this.#next();
    const bytes = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(bytes.length);
    return bytes;
  }

  #next(): Uint8Array {
    this.#over = true; // also where what follows throws
    this.#iterator ??= begunBy(this.of as object, Symbol.iterator, "what is read");
    const step: unknown = this.#iterator.next();
    if (!isObject(step)) return refuse("TOPHER_TYPE", "what next() of an iterator gives", "an object", step);
    const { done, value } = step as IteratorResult<unknown>;
    if (done === true) return nothing;
    try {
      checkNumbers(byteKind, value as Uint8Array, "a chunk");
    } catch (error) {
      leave(this.#iterator);
      throw error;
    }
    this.#over = false;
    return bytesOf(value as Uint8Array);
  }

  protected override close(): void {
    const over = this.#over;
    this.#over = true;
    this.#rest = nothing;
    if (!over && this.#iterator !== undefined) leave(this.#iterator);
  }
}

/** What Go writes to: a function that takes each chunk, or a {@link ByteSink}. */
export class WriterTarget extends Target {
  override operation(call: Call): number {
    return call.readUint32();
  }

  override call(call: Call, what: number): unknown {
    if (what === operation.write) return this.#write(call.readBytes(), call.request !== 0);
    return what === operation.close ? undefined : broken(`operation ${what} of a writer`);
  }

  override reply(): void {}

  #write(chunk: Uint8Array<ArrayBuffer>, waits: boolean): unknown {
    if (isSink(this.of)) return append(this.of, chunk);
    const result: unknown = (this.of as (chunk: Uint8Array) => unknown)(chunk);
    if (!isPromise(result)) return undefined;
    return waits ? result : needsAsync("the result", writerRule, result);
  }
}
