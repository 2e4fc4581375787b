import { textOf } from "../memory.ts";
import { typedArrayLength } from "../view.ts";
import { bytesOf, checkBytes, joined, piece } from "./chunks.ts";
import { GoStream } from "./go-stream.ts";

/**
 * An `io.Reader` of Go. Iterating over it gives its bytes in chunks.
 *
 * @example
 * using file = openFile("data.txt"); // closed at the end of the block
 * console.log(file.text());
 */
export class GoReader extends GoStream implements Iterable<Uint8Array<ArrayBuffer>> {
  #atEnd = false;

  protected override get title(): string {
    return "GoReader";
  }

  /**
   * Reads what there is, and no more than 64 KiB, into the beginning of an array.
   *
   * @returns the number of bytes: 0 at the end
   * @throws `GoError` where Go's `Read` fails, `TOPHER_HANDLE_RELEASED`
   */
  read(into: Uint8Array): number {
    checkBytes(into, "parameter 1 (into)", "GoReader.read");
    const most = typedArrayLength.call(into);
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

  // Go gives at least one byte, or the end.
  #read<T>(most: number, take: (bytes: Uint8Array<ArrayBuffer>) => T): T | 0 {
    const id = this.live("read");
    if (this.#atEnd) return 0;
    const { atEnd, taken } = this.stream.readStream(id, Math.min(most, piece), "GoReader.read", take);
    this.#atEnd = atEnd;
    return taken ?? 0;
  }
}
