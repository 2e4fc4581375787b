import { Buffer } from "node:buffer";

/** From how many bytes on the caller's memory is written as it is, instead of being copied into the buffer. */
const large = 16 * 1024;

const size = 64 * 1024;

/** Writes numbers, text and bytes one after another, little-endian. What it gives out is not written again. */
export class PayloadWriter {
  #buffer = Buffer.allocUnsafeSlow(size);
  #view = viewOf(this.#buffer);
  #begin = 0;
  #at = 0;
  #pieces: Uint8Array[] = [];
  #inPieces = 0;

  /** Bytes written so far, since the last `take`. */
  get length(): number {
    return this.#inPieces + this.#at - this.#begin;
  }

  /** Begins something of a length that is told later by what this returns; `head` bytes that stay together are reserved. */
  reserve(bytes: number): DataView {
    this.#room(bytes);
    const view = new DataView(this.#buffer.buffer, this.#at, bytes);
    this.#at += bytes;
    return view;
  }

  u32(value: number): void {
    this.#room(4);
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
  }

  i64(value: bigint): void {
    this.#room(8);
    this.#view.setBigInt64(this.#at, value, true);
    this.#at += 8;
  }

  f64(value: number): void {
    this.#room(8);
    this.#view.setFloat64(this.#at, value, true);
    this.#at += 8;
  }

  /** Text without its length. */
  text(value: string): void {
    this.#room(value.length * 3);
    this.#at += this.#buffer.write(value, this.#at);
  }

  /** Text with its length before it. */
  sizedText(value: string): void {
    this.#room(4 + value.length * 3);
    const length = this.#buffer.write(value, this.#at + 4);
    this.#view.setUint32(this.#at, length, true);
    this.#at += 4 + length;
  }

  /** The bytes of a view. Many of them are not copied: they must stay as they are until there is an answer. */
  bytes(value: ArrayBufferView): void {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    if (bytes.length < large) {
      this.#room(bytes.length);
      this.#buffer.set(bytes, this.#at);
      this.#at += bytes.length;
    } else {
      this.#cut();
      this.#pieces.push(bytes);
      this.#inPieces += bytes.length;
    }
  }

  /** What was written, for one who writes it away. */
  take(): Uint8Array[] {
    this.#cut();
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#inPieces = 0;
    return pieces;
  }

  #cut(): void {
    if (this.#at === this.#begin) return;
    this.#pieces.push(this.#buffer.subarray(this.#begin, this.#at));
    this.#inPieces += this.#at - this.#begin;
    this.#begin = this.#at;
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    this.#cut();
    this.#buffer = Buffer.allocUnsafeSlow(Math.max(size, bytes));
    this.#view = viewOf(this.#buffer);
    this.#begin = this.#at = 0;
  }
}

function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length);
}
