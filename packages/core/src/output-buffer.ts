import { describe } from "./describe.ts";
import { errorOf } from "./errors.ts";
import { textOf } from "./memory.ts";
import { isDetached } from "./view.ts";

const largest = 2 ** 32;

/**
 * Memory that the program owns and lends to Go for its output, again and again.
 *
 * @example
 * const out = new OutputBuffer(1000);
 * const needed = lib.repeat("Badger", 4, out.bytes);
 * out.text(needed); // "BadgerBadgerBadgerBadger"
 */
export class OutputBuffer {
  /** The memory, for a parameter declared as `t.bytes`. */
  readonly bytes: Uint8Array<ArrayBuffer>;

  /** @param capacity its size in bytes */
  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 0 || capacity > largest) {
      const code = typeof capacity === "number" ? "TOPHER_RANGE" : "TOPHER_TYPE";
      throw errorOf(code, `OutputBuffer: capacity must be an integer from 0 to ${largest}, got ${describe(capacity)}`);
    }
    this.bytes = new Uint8Array(capacity);
  }

  /** The size in bytes. */
  get capacity(): number {
    return this.bytes.length;
  }

  /**
   * The first bytes as UTF-8 text.
   *
   * @param length how many bytes Go says its output has
   * @throws `TOPHER_BUFFER` where its memory was transferred; `TOPHER_RANGE` where that is more than the capacity, so that cut-off text is never taken for the whole, or more than a string can hold
   */
  text(length: number): string {
    if (!Number.isSafeInteger(length) || length < 0 || length > this.bytes.length) {
      throw errorOf(
        "TOPHER_RANGE",
        `OutputBuffer.text: length must be an integer from 0 to ${this.bytes.length}, the buffer's capacity, got ${describe(length)}. ` +
          "Where Go needs more bytes than that, its text was cut: make a larger buffer and call again",
      );
    }
    if (isDetached(this.bytes.buffer)) {
      throw errorOf(
        "TOPHER_BUFFER",
        "OutputBuffer.text: the buffer's memory is detached: bytes.buffer was transferred",
      );
    }
    return textOf(this.bytes.subarray(0, length), "OutputBuffer.text: the buffer");
  }
}
