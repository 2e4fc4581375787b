import { typedArrayTag } from "../view.ts";
import { refuse } from "../wire/refusal.ts";
import { ByteSink } from "./byte-sink.ts";
import { GoReader } from "./go-reader.ts";
import { GoWriter } from "./go-writer.ts";
import { isHandle } from "./handle.ts";
import { kinds, missing } from "./handle-codec.ts";
import {
  has,
  isAsyncIterable,
  isObject,
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
const runStream: Run = () => {};

/** Writes and reads readers and writers. */
export abstract class StreamCodec extends TargetCodec {
  /** Writes what stands for an `io.Reader`. */
  reader(value: unknown, at: string): void {
    if (this.#source(value, readerRule, at)) return;
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
      if (isObject(value) && (isStream(value) || isAsyncOnly(value))) needsAsync(at, rule, value);
      return false;
    }
    return true;
  }

  /** Writes what stands for an `io.Writer`. */
  writer(value: unknown, at: string): void {
    if (value === null) return this.tag(kinds.nil);
    if (isHandle(value)) return this.held(value, at);
    if (typeof value === "function" || value instanceof ByteSink) {
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
