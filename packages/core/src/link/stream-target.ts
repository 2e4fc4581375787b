import { byteKind } from "../wire/array-kinds.ts";
import { checkNumbers } from "../wire/numbers.ts";
import { broken, refuse } from "../wire/refusal.ts";
import { append, ByteSink } from "./byte-sink.ts";
import type { Call } from "./call.ts";
import { bytesOf, piece } from "./chunks.ts";
import { needsAsync, readerRule, writerRule } from "./stream-input.ts";
import { Target } from "./target.ts";

const operation = { read: 0, write: 0, close: 1 } as const;
const nothing = new Uint8Array();

/** What Go reads from. */
abstract class ReaderTarget extends Target {
  override serve(call: Call): void {
    const what = call.readUint32();
    switch (what) {
      case operation.read: {
        const bytes = this.read(Math.min(call.readUint32(), piece));
        call.reply();
        return call.bytes(bytes, "the bytes read");
      }
      case operation.close:
        this.close();
        return call.reply();
      default:
        return broken(`operation ${what} of a reader`);
    }
  }

  /** Gives at most so many bytes; none at the end. They are copied at once. */
  protected abstract read(most: number): Uint8Array;

  protected abstract close(): void;
}

/** An object with `read(into)`. */
export class ObjectReader extends ReaderTarget {
  // Memory of its own, because a program may hold on to what it got.
  #spare: Uint8Array | undefined;

  protected override read(most: number): Uint8Array {
    let into = this.#spare;
    this.#spare = undefined; // a read within the read takes other memory
    if (into === undefined || into.length < most) into = new Uint8Array(most);
    const count: unknown = (this.of as { read(into: Uint8Array): unknown }).read(into.subarray(0, most));
    if (isPromise(count)) needsAsync("read", readerRule, count);
    if (!Number.isSafeInteger(count) || (count as number) < 0 || (count as number) > most) {
      const code = typeof count === "number" ? "TOPHER_RANGE" : "TOPHER_TYPE";
      refuse(code, "the result of read", `an integer from 0 to ${most}`, count);
    }
    this.#spare = into;
    return into.subarray(0, count as number);
  }

  protected override close(): void {
    const { close } = this.of as { close?: unknown };
    if (typeof close === "function") (close as () => void).call(this.of);
  }
}

/** An iterable of chunks. What is left of one is kept for the next read. */
export class IterableReader extends ReaderTarget {
  #iterator: Iterator<unknown> | undefined;
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
    this.#iterator ??= (this.of as Iterable<unknown>)[Symbol.iterator]();
    const step = this.#iterator.next();
    if (step.done === true) return nothing;
    try {
      checkNumbers(byteKind, step.value as Uint8Array, "a chunk");
    } catch (error) {
      this.#iterator.return?.();
      throw error;
    }
    this.#over = false;
    return bytesOf(step.value as Uint8Array);
  }

  protected override close(): void {
    const over = this.#over;
    this.#over = true;
    this.#rest = nothing;
    if (!over) this.#iterator?.return?.();
  }
}

/** What Go writes to: a function that takes each chunk, or a {@link ByteSink}. */
export class WriterTarget extends Target {
  override serve(call: Call): void {
    const what = call.readUint32();
    if (what === operation.write) this.#write(call.readBytes());
    else if (what !== operation.close) broken(`operation ${what} of a writer`);
    call.reply();
  }

  #write(chunk: Uint8Array<ArrayBuffer>): void {
    if (this.of instanceof ByteSink) return append(this.of, chunk);
    const result: unknown = (this.of as (chunk: Uint8Array) => unknown)(chunk);
    if (isPromise(result)) needsAsync("the result", writerRule, result);
  }
}

function isPromise(value: unknown): boolean {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}
