import { Buffer } from "node:buffer";

/** Reads numbers, text and bytes one after another, little-endian. */
export class PayloadReader {
  #buffer: Buffer = Buffer.alloc(0);
  #view = new DataView(this.#buffer.buffer);
  #at = 0;
  #end = 0;
  readonly #owned: boolean;

  /** `owned` tells that what is read from is nobody else's, so that bytes of it need no copy. */
  constructor(owned: boolean) {
    this.#owned = owned;
  }

  /** Reads another buffer from here on. */
  over(buffer: Buffer): this {
    this.#buffer = buffer;
    this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
    return this;
  }

  /** Reads this part of the buffer from here on. */
  within(from: number, to: number): this {
    this.#at = from;
    this.#end = to;
    return this;
  }

  /** Bytes that are left. */
  get left(): number {
    return this.#end - this.#at;
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  i64(): bigint {
    return this.#view.getBigInt64(this.#advance(8), true);
  }

  f64(): number {
    return this.#view.getFloat64(this.#advance(8), true);
  }

  /** Text of so many bytes. */
  text(bytes: number): string {
    const from = this.#advance(bytes);
    return this.#buffer.toString("utf8", from, this.#at);
  }

  /** Text with its length before it. */
  sizedText(): string {
    return this.text(this.u32());
  }

  /** All that is left. */
  bytes(): Uint8Array {
    const from = this.#advance(this.left);
    const { buffer, byteOffset } = this.#buffer;
    const view = new Uint8Array(buffer, byteOffset + from, this.#at - from);
    return this.#owned ? view : view.slice();
  }

  /** Puts all that is left into the first bytes of a view. */
  into(view: ArrayBufferView): void {
    const from = this.#advance(this.left);
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(this.#buffer.subarray(from, this.#at));
  }

  #advance(bytes: number): number {
    const from = this.#at;
    this.#at += bytes;
    return from;
  }
}
