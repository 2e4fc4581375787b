import { textOf } from "../memory.ts";
import { typedArrayLength } from "../view.ts";
import { byteKind } from "../wire/array-kinds.ts";
import { checkNumbers } from "../wire/numbers.ts";
import { Refusal } from "../wire/refusal.ts";
import { bytesOf, joined } from "./chunks.ts";
import { Handle, idOf, ownerOf, releasedError } from "./handle.ts";
import type { StreamOwner } from "./stream-owner.ts";

// The most that one call asks for: it fits into the arena.
const piece = 64 * 1024;

/**
 * An `io.Reader` of Go. Iterating over it gives its bytes in chunks.
 *
 * @example
 * using file = openFile("data.txt"); // closed at the end of the block
 * console.log(file.text());
 */
export class GoReader extends Handle implements Iterable<Uint8Array<ArrayBuffer>> {
  #atEnd = false;
  #closed = false;

  /**
   * Reads what there is, and no more than 64 KiB, into the beginning of an array.
   *
   * @returns the number of bytes: 0 at the end
   * @throws `GoError` where Go's `Read` fails, `TOPHER_HANDLE_RELEASED`
   */
  read(into: Uint8Array): number {
    const most = lengthOf(into);
    if (most === 0) return 0;
    return this.#read(most, (bytes) => {
      bytesOf(into).set(bytes);
      return bytes.length;
    });
  }

  /** Reads the rest. */
  bytes(): Uint8Array<ArrayBuffer> {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    for (const chunk of this) {
      chunks.push(chunk);
      length += chunk.length;
    }
    return joined(chunks, length);
  }

  /** Reads the rest as UTF-8; what is invalid becomes U+FFFD. */
  text(): string {
    return textOf(this.bytes());
  }

  /** Reads chunk by chunk. What is left when the loop ends early can be read afterwards. */
  *[Symbol.iterator](): Generator<Uint8Array<ArrayBuffer>, undefined, undefined> {
    for (;;) {
      const chunk = this.#read(piece, (bytes) => bytes.slice());
      if (chunk === 0) return undefined;
      yield chunk;
    }
  }

  /** Closes it, where its type has `Close`. */
  close(): void {
    const id = idOf(this);
    if (id === 0) throw releasedError("GoReader.close");
    this.#closed = true;
    (ownerOf(this) as StreamOwner).closeStream(id, "GoReader.close");
  }

  /** Closes it, unless that was done, and releases it. */
  override [Symbol.dispose](): void {
    if (idOf(this) === 0) return;
    try {
      if (!this.#closed) this.close();
    } finally {
      super[Symbol.dispose]();
    }
  }

  // Go gives at least one byte, or the end.
  #read<T>(most: number, take: (bytes: Uint8Array<ArrayBuffer>) => T): T | 0 {
    const id = idOf(this);
    if (id === 0) throw releasedError("GoReader.read");
    if (this.#atEnd) return 0;
    const { atEnd, taken } = (ownerOf(this) as StreamOwner).readStream(
      id,
      Math.min(most, piece),
      "GoReader.read",
      take,
    );
    this.#atEnd = atEnd;
    return taken ?? 0;
  }
}

function lengthOf(into: Uint8Array): number {
  try {
    checkNumbers(byteKind, into, "parameter 1 (into)");
  } catch (error) {
    throw error instanceof Refusal ? error.error("GoReader.read") : error;
  }
  return typedArrayLength.call(into);
}
