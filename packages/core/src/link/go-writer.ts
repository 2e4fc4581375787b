import { Handle, idOf, ownerOf, releasedError } from "./handle.ts";
import type { StreamOwner } from "./stream-owner.ts";

/**
 * An `io.Writer` of Go.
 *
 * @example
 * using file = createFile("data.txt"); // closed at the end of the block
 * file.write("text");
 */
export class GoWriter extends Handle {
  #closed = false;

  /**
   * Writes bytes, or text as UTF-8.
   *
   * @throws `GoError` where Go's `Write` fails or writes less, `TOPHER_HANDLE_RELEASED`
   */
  write(chunk: Uint8Array | string): void {
    const id = idOf(this);
    if (id === 0) throw releasedError("GoWriter.write");
    (ownerOf(this) as StreamOwner).writeStream(id, chunk, "GoWriter.write");
  }

  /** Closes it, where its type has `Close`. */
  close(): void {
    const id = idOf(this);
    if (id === 0) throw releasedError("GoWriter.close");
    this.#closed = true;
    (ownerOf(this) as StreamOwner).closeStream(id, "GoWriter.close");
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
}
