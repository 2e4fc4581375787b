import { encode, textOf } from "../memory.ts";
import { bytesOf, checkBytes, joined } from "./chunks.ts";

/** True for every sink, whatever its prototype claims. */
export let isSink: (value: unknown) => value is ByteSink;

/** Adds bytes that nobody else has, without a copy. */
export let append: (sink: ByteSink, chunk: Uint8Array<ArrayBuffer>) => void;

/**
 * Takes what Go writes to an `io.Writer`, and keeps it.
 *
 * @example
 * const sink = new ByteSink();
 * render(sink, page);
 * console.log(sink.text());
 */
export class ByteSink {
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #length = 0;

  /** The number of bytes so far. */
  get length(): number {
    return this.#length;
  }

  /**
   * Adds a copy of bytes, or text as UTF-8.
   *
   * @throws `TOPHER_TYPE`, `TOPHER_BUFFER`
   */
  write(chunk: Uint8Array | string): void {
    this.#append(copyOf(chunk, "ByteSink.write"));
  }

  /** All bytes so far, as memory of their own. */
  bytes(): Uint8Array<ArrayBuffer> {
    const all = joined(this.#chunks, this.#length);
    this.#chunks = [all];
    return all.slice();
  }

  /** All bytes so far, decoded as UTF-8; what is invalid becomes U+FFFD. */
  text(): string {
    const all = joined(this.#chunks, this.#length);
    this.#chunks = [all];
    return textOf(all, "ByteSink.text: the sink");
  }

  #append(chunk: Uint8Array<ArrayBuffer>): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  static {
    append = (sink, chunk) => sink.#append(chunk);
    isSink = (value): value is ByteSink => typeof value === "object" && value !== null && #chunks in value;
  }
}

function copyOf(chunk: Uint8Array | string, name: string): Uint8Array<ArrayBuffer> {
  if (typeof chunk === "string") return encode(chunk);
  checkBytes(chunk, "the chunk", name);
  return bytesOf(chunk).slice();
}
