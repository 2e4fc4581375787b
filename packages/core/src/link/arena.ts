import type { NativeBlock, NativeFunctions } from "../adapter.ts";
import { toBigInt } from "../compile.ts";
import { errorOf } from "../errors.ts";
import { viewOf } from "../memory.ts";
import type { Thread } from "../open.ts";

/** The offset at which an arena's first call begins; before it lies the header. */
export const headerSize = 64;

const arenaSize = 256 * 1024;
const sparesUpTo = 4 * 1024 * 1024;
const largest = 2 ** 31 - headerSize;

/** A piece of memory in which calls lie. */
export interface Memory extends NativeBlock {
  readonly view: DataView<ArrayBuffer>;
}

/** The memory that one JavaScript thread shares with one library. It is JavaScript's own: no runtime has to map Go's. */
export class Arena {
  /** The header of the attached memory, as numbers: the blob, its size, and the first free offset. */
  readonly header: Float64Array<ArrayBuffer>;
  /** Where Go looks at the moment. */
  active: Memory;
  readonly #thread: Thread;
  readonly #native: NativeFunctions;
  readonly #below: Memory[] = [];
  // What was given back: one piece for arguments and one for results.
  readonly #spares: Memory[] = [];

  constructor(thread: Thread, native: NativeFunctions) {
    this.#thread = thread;
    this.#native = native;
    this.active = this.allocate(arenaSize);
    this.header = new Float64Array(this.active.bytes.buffer, this.active.bytes.byteOffset, headerSize / 8);
  }

  /** Announces the arena and the function for callbacks to the library. */
  attach(dispatch: number | bigint): void {
    this.#native["topher_attach"]!(this.pointer(this.active.address), this.active.bytes.length, this.pointer(dispatch));
  }

  /** Gives memory for a call of at least `size` bytes. */
  memory(size: number): Memory {
    if (size > largest) throw errorOf("TOPHER_RANGE", "the arguments of one call have more than 2 GiB");
    const at = this.#spares.findIndex(({ bytes }) => bytes.length >= size);
    if (at >= 0) return this.#spares.splice(at, 1)[0]!;
    return this.allocate(Math.min(largest, Math.max(arenaSize, 2 ** Math.ceil(Math.log2(size)))));
  }

  /** Takes such memory back. */
  giveBack(memory: Memory): void {
    if (memory.bytes.length <= sparesUpTo && this.#spares.push(memory) > 2) this.#spares.shift();
  }

  /** Lets Go look at other memory until `pop`. */
  push(memory: Memory): void {
    this.announce(memory);
    this.#below.push(this.active);
    this.active = memory;
  }

  /** Lets Go look where it looked before. */
  pop(): void {
    this.active = this.#below.pop()!;
    this.#native["topher_pop_arena"]!();
  }

  /** Lets Go look at other memory until Go itself has enough of it. */
  announce(memory: Memory): void {
    this.#native["topher_push_arena"]!(this.pointer(memory.address), memory.bytes.length);
  }

  /** Copies the blob that the header names out of Go, and frees it there. It lies in memory that is to be given back. */
  fetch(): { readonly memory: Memory; readonly size: number } {
    const [blob = 0, size = 0] = this.header;
    this.header[0] = 0;
    // What is too large to be kept is as large as it has to be.
    const memory = size <= sparesUpTo ? this.memory(size) : this.allocate(size);
    if (Number(this.#native["topher_fetch"]!(blob, memory.bytes)) !== 1) {
      throw errorOf("TOPHER_WIRE", `there is no blob ${blob} of ${size} bytes`);
    }
    return { memory, size };
  }

  /** Memory of its own. */
  allocate(size: number): Memory {
    const { bytes, address } = this.#thread.frame.memory.allocate(size);
    return { bytes, address, view: viewOf(bytes) as DataView<ArrayBuffer> };
  }

  /** An address as C functions take it. */
  pointer(address: number | bigint): number | bigint {
    return this.#thread.adapter.wide === "bigint" ? toBigInt(address) : address;
  }
}
