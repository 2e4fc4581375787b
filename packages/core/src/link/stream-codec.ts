import { isObject } from "../arrays.ts";
import { typedArrayTag } from "../view.ts";
import { refuse, Refusal } from "../wire/refusal.ts";
import { BytePump } from "./byte-pump.ts";
import { ByteDrain } from "./byte-drain.ts";
import { isSink } from "./byte-sink.ts";
import type { Companion } from "./companion.ts";
import { GoReader } from "./go-reader.ts";
import { GoWriter } from "./go-writer.ts";
import { isHandle } from "./handle.ts";
import { kinds, missing } from "./handle-codec.ts";
import {
  asyncReaderRule,
  asyncWriterRule,
  has,
  isAsyncIterable,
  isBlob,
  isMessage,
  isStream,
  needsAsync,
  readerRule,
  sourceRule,
  writerRule,
} from "./stream-input.ts";
import { IterableReader, ObjectReader, WriterTarget } from "./stream-target.ts";
import { TargetCodec } from "./target-codec.ts";
import type { Run } from "./target.ts";

// Streams read and write by themselves; as a `run` it says that their targets are the same.
const runStream: Run = [() => undefined];

/** Writes and reads readers and writers. */
export abstract class StreamCodec extends TargetCodec {
  /** Writes what stands for an `io.Reader`. */
  reader(value: unknown, at: string): void {
    if (this.#source(value, readerRule, at)) return;
    if (this.asynchronous) return this.#pump(value, at);
    if (isObject(value)) {
      if (has(value, "read")) return this.keep(ObjectReader, value, runStream, at);
      // An iterator goes on where it stopped; any other iterable begins again each time that it is passed.
      if (has(value, "next") && has(value, Symbol.iterator)) return this.keep(IterableReader, value, runStream, at);
      if (has(value, Symbol.iterator) && typedArrayTag.call(value) === undefined) {
        const { slots } = this.bridge;
        return this.give(slots.keepApart(new IterableReader(value, runStream, `${this.name}: ${at}`)));
      }
    }
    refuse("TOPHER_TYPE", at, readerRule, value);
  }

  // Bytes that JavaScript gives as Go asks for them. The same source is the same reader as long as it has bytes.
  #pump(value: unknown, at: string): void {
    if (!isObject(value) || typedArrayTag.call(value) !== undefined) refuse("TOPHER_TYPE", at, asyncReaderRule, value);
    if (isMessage(value)) {
      refuse("TOPHER_TYPE", at, asyncReaderRule, value, "Its body is a ReadableStream: pass .body");
    }
    const of = isBlob(value) ? value.stream() : value;
    const once = has(of, "getReader") || has(of, "next") || has(of, "read");
    if (!once && !has(of, Symbol.asyncIterator) && !has(of, Symbol.iterator)) {
      refuse("TOPHER_TYPE", at, asyncReaderRule, value);
    }
    const { streams } = this.bridge;
    const known = once ? streams.pumps.get(of) : undefined;
    if (known !== undefined && !known.over) return this.#stream(known);
    refuseLocked(of, at);
    const pump = new BytePump(streams, of, `${this.name}: ${at}`);
    if (once) streams.pumps.set(of, pump);
    this.#stream(pump);
  }

  // Bytes that JavaScript takes as Go writes them. The same target is the same writer as long as Go has it.
  #drain(value: unknown, at: string): void {
    const fits =
      typeof value === "function" ||
      isSink(value) ||
      (isObject(value) && (has(value, "getWriter") || (has(value, "write") && has(value, "on"))));
    if (!fits) refuse("TOPHER_TYPE", at, asyncWriterRule, value);
    const { streams } = this.bridge;
    const known = streams.drains.get(value);
    if (known !== undefined && !known.over) return this.#stream(known);
    refuseLocked(value, at);
    const drain = new ByteDrain(streams, value, `${this.name}: ${at}`);
    streams.drains.set(value, drain);
    this.#stream(drain);
  }

  #stream(of: Companion & { readonly number: number }): void {
    this.afterwards(of);
    const start = this.take(5);
    this.memory[start] = kinds.stream;
    this.view.setUint32(start + 1, of.number, true);
  }

  /** Writes what stands for something that reads at several places. */
  source(value: unknown, at: string): void {
    if (!this.#source(value, sourceRule, at)) refuse("TOPHER_TYPE", at, sourceRule, value);
  }

  // Writes bytes, text, a handle or nil; true where it was one of them.
  #source(value: unknown, rule: string, at: string): boolean {
    if (value === null) this.tag(kinds.nil);
    else if (typeof value === "string") {
      this.tag(kinds.bytes);
      this.string(value, at);
    } else if (typedArrayTag.call(value) === "Uint8Array") {
      this.tag(kinds.bytes);
      this.bytes(value as Uint8Array, at);
    } else if (isHandle(value)) this.held(value, at);
    else {
      if (!this.asynchronous && isObject(value) && (isStream(value) || isAsyncOnly(value))) {
        needsAsync(at, rule, value);
      }
      return false;
    }
    return true;
  }

  /** Writes what stands for an `io.Writer`. */
  writer(value: unknown, at: string): void {
    if (value === null) return this.tag(kinds.nil);
    if (isHandle(value)) return this.held(value, at);
    if (this.asynchronous) return this.#drain(value, at);
    if (typeof value === "function" || isSink(value)) {
      return this.keep(WriterTarget, value, runStream, at);
    }
    if (isObject(value) && isStream(value)) needsAsync(at, writerRule, value);
    refuse("TOPHER_TYPE", at, writerRule, value);
  }

  readReader(): GoReader {
    return this.readReaderOrNil() ?? missing("reader");
  }

  readReaderOrNil(): GoReader | null {
    return this.readHandleOrNil(GoReader);
  }

  readWriter(): GoWriter {
    return this.readWriterOrNil() ?? missing("writer");
  }

  readWriterOrNil(): GoWriter | null {
    return this.readHandleOrNil(GoWriter);
  }
}

// An object with `read` is asked for bytes now, even where it can be iterated asynchronously as well.
function isAsyncOnly(value: object): boolean {
  return !has(value, "read") && isAsyncIterable(value);
}

function refuseLocked(value: object, at: string): void {
  if ((value as { readonly locked?: unknown }).locked !== true) return;
  throw new Refusal("TOPHER_TYPE", at, "is a stream that is locked: somebody else has its reader or writer");
}
