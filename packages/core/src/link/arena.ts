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

/**
 * A piece of memory in which calls lie. It is passed as a buffer, and Go keeps where it lies: an address of its own would need a
 * permission in Deno that buffers do not need.
 */
export interface Memory extends Pick<NativeBlock, "bytes"> {
  readonly view: DataView<ArrayBuffer>;
}

/** The memory that one JavaScript thread shares with one library. It is JavaScript's own: no runtime has to map Go's. */
export class Arena {
  /** The header of the attached memory, as numbers: the blob, its size, the first free offset, and where a list of handles ends. */
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
    const { bytes } = this.active;
    this.#native["topher_attach"]!(bytes, bytes.length, this.pointer(dispatch));
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
    // Without a method of Array, which a program may have replaced: Go and this side must agree.
    this.#below[this.#below.length] = this.active;
    this.active = memory;
  }

  /** Lets Go look where it looked before. */
  pop(): void {
    const last = this.#below.length - 1;
    this.active = this.#below[last]!;
    this.#below.length = last;
    this.#native["topher_pop_arena"]!();
  }

  /** Lets Go look at other memory until Go itself has enough of it. */
  announce({ bytes }: Memory): void {
    this.#native["topher_push_arena"]!(bytes, bytes.length);
  }

  /** Copies the blob that the header names out of Go, and frees it there. It lies in memory that is to be given back. */
  fetch(): { readonly memory: Memory; readonly size: number } {
    const blob = this.header[0]!;
    const size = this.header[1]!;
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
    const { bytes } = this.#thread.frame.memory.allocate(size);
    return { bytes, view: viewOf(bytes) as DataView<ArrayBuffer> };
  }

  /** An address as C functions take it. */
  pointer(address: number | bigint): number | bigint {
    return this.#thread.adapter.wide === "bigint" ? toBigInt(address) : address;
  }
}
