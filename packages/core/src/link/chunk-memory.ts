const smallest = 64 * 1024;
const largest = 256 * 1024;

/** Memory for chunks that a program gets and may keep or transfer: each has memory of its own. */
export class ChunkMemory {
  #size = smallest;
  #spare: Uint8Array<ArrayBuffer> | undefined;

  /** Memory to read into. */
  next(): Uint8Array<ArrayBuffer> {
    return (this.#spare ??= new Uint8Array(this.#size));
  }

  /** The chunk of the first bytes that were read. A small one is copied, so that it does not hold on to the whole memory. */
  chunk(length: number): Uint8Array<ArrayBuffer> {
    const memory = this.#spare!;
    if (length < memory.length / 2) return memory.slice(0, length);
    if (length === memory.length) this.#size = largest;
    this.#spare = undefined;
    return memory.subarray(0, length);
  }

  /** Lets the memory go that waits for the next read: most writers have written all they will. */
  rest(): void {
    this.#spare = undefined;
  }
}
