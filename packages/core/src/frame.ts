import type { NativeBlock, NativeMemory } from "./adapter.ts";
import { isEmpty } from "./view.ts";

const chunkSize = 64 * 1024;

/**
 * Where calls of one JavaScript thread keep what Go sees: text, structs, copied arrays, and references that hold views in memory.
 *
 * The frame is a stack. A call marks its top, takes what it needs and gives it back at the end, so that a call made inside a
 * callback never touches the bytes of the call around it.
 */
export class Frame {
  /** The second native argument of the value encoded last: its length in elements. */
  length = 0;
  /** The chunk that holds the latest reservation, and where in it. */
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  view: DataView<ArrayBuffer> = new DataView(this.bytes.buffer);
  offset = 0;

  /** True where the call that returns next has to {@link Frame.settle}: a callback threw, or left something outside any scope. */
  unsettled = false;
  /** True while an error that a callback threw is on its way through Go. */
  threw = false;
  /** True once a callback was made that Go may call in any call from now on. */
  kept = false;
  /** The number of callbacks that are running, one inside the other. */
  inside = 0;
  /**
   * 0 while no call is running. A call sets it to its mark before it calls `leave`, which may find no stack left: what stays there is taken back
   * by the call around it, or by the next one.
   */
  level = 0;

  readonly memory: NativeMemory;
  readonly #chunks: Chunk[] = [];
  #chunk = 0;
  #top = 0;
  #thrown: unknown;
  #loose = false;
  readonly #marks: number[] = [];
  readonly #held: unknown[] = [];
  readonly #leaving: Leaving[] = [];

  constructor(memory: NativeMemory) {
    this.memory = memory;
  }

  /** Begins a call. @returns what `leave` takes */
  enter(): number {
    const marks = this.#marks;
    if (this.level === 0 && marks.length > 0) this.#back(0);
    const mark = marks.length;
    marks.push(this.#chunk, this.#top, this.#held.length, this.#leaving.length, this.inside);
    this.level = marks.length;
    return mark;
  }

  /**
   * Ends a call: takes back everything since its `enter`, also for calls inside it that never came to their own `leave` because the
   * stack had overflowed.
   */
  leave(mark: number): void {
    this.level = mark;
    this.inside = this.#marks[mark + 4]!;
    this.#back(mark);
  }

  // The marks go last: as long as they are there it can be done again.
  #back(mark: number): void {
    const marks = this.#marks;
    this.#chunk = marks[mark]!;
    this.#top = marks[mark + 1]!;
    const held = marks[mark + 2]!;
    const leaving = marks[mark + 3]!;
    if (this.#held.length !== held) this.#held.length = held;
    for (let last = this.#leaving.length - 1; last >= leaving; last--) {
      this.#leaving[last]!.leave();
      this.#leaving.length = last;
    }
    marks.length = mark;
  }

  /** The bytes reserved and the objects held; both 0 between calls. */
  get live(): { readonly bytes: number; readonly objects: number } {
    if (this.level === 0 && this.#marks.length > 0) this.#back(0);
    return { bytes: this.#chunk * chunkSize + this.#top, objects: this.#held.length + this.#leaving.length };
  }

  /** Keeps a value reachable until the end of the call. */
  hold(value: unknown): void {
    this.#held.push(value);
  }

  /** Lends a view's memory until the end of the call, and gives its address. */
  lend(view: ArrayBufferView): number | bigint {
    const address = this.memory.address(view);
    this.#held.push(new Lent(BigInt(address), view, undefined));
    return address;
  }

  /** Notes a struct in the frame that something points to. */
  lendStruct(address: number | bigint, place: Place): void {
    this.#held.push(new Lent(BigInt(address), undefined, place));
  }

  /** What was lent at an address, by a call that has not ended. */
  lentAt(address: bigint): Lent | undefined {
    for (let i = this.#held.length - 1; i >= 0; i--) {
      const lent = this.#held[i];
      if (lent instanceof Lent && lent.address === address) return lent;
    }
    return undefined;
  }

  /** True where memory that a view has lent since `enter` is gone: code of the program may have run since its address was taken. */
  lost(mark: number): boolean {
    const held = this.#held;
    for (let i = this.#marks[mark + 2]!; i < held.length; i++) {
      const value = held[i];
      if (value instanceof Lent && value.isLost) return true;
    }
    return false;
  }

  /** Has `leave` called on the object at the end of the call; it must not throw. */
  atLeave(object: Leaving): void {
    this.#leaving.push(object);
  }

  /** Says that a callback is about to reserve or hold something for Go, maybe with no scoped call on the stack. */
  loosen(): void {
    if (this.level === 0) this.#loose = this.unsettled = true;
  }

  /** Notes an error thrown in a callback: the first one wins, and is thrown when the call returns. */
  fail(error: unknown): void {
    if (this.threw) return;
    this.threw = true;
    this.unsettled = true;
    this.#thrown = error;
  }

  /** Throws the error noted by `fail`, and takes back what callbacks left outside any scope once no Go code can use it any more. */
  settle(): void {
    if (this.#loose && this.level === 0 && this.inside === 0) {
      this.#loose = false;
      this.#marks.length = 0;
      this.#marks.push(0, 0, 0, 0, 0);
      this.leave(0);
    }
    this.unsettled = this.#loose;
    if (!this.threw) return;
    const error = this.#thrown;
    this.threw = false;
    this.#thrown = undefined;
    throw error;
  }

  /**
   * Reserves bytes until the end of the call, aligned to 8 and of undefined content.
   *
   * Sets `bytes`, `view` and `offset`, which the next reservation overwrites; take what you need first.
   *
   * @returns the address
   */
  reserve(size: number): number | bigint {
    if (size > chunkSize) {
      const own = chunkOf(this.memory.allocate(size));
      this.#held.push(own);
      return this.#use(own, 0);
    }
    let start = (this.#top + 7) & ~7;
    if (start + size > chunkSize) {
      start = 0;
      this.#chunk++;
    }
    // Chunks are made when they are first needed: a program that passes only numbers needs none, and no permission for one.
    if (this.#chunk === this.#chunks.length) this.#chunks.push(chunkOf(this.memory.allocate(chunkSize)));
    this.#top = start + size;
    return this.#use(this.#chunks[this.#chunk]!, start);
  }

  #use(chunk: Chunk, offset: number): number | bigint {
    this.bytes = chunk.bytes;
    this.view = chunk.view;
    this.offset = offset;
    return plus(chunk.address, offset);
  }
}

/** Where a struct lies in the frame. */
export interface Place {
  readonly view: DataView;
  readonly offset: number;
}

/** Memory that Go has the address of. */
export class Lent {
  readonly address: bigint;
  /** Whose memory it is; undefined where it is the frame's. */
  readonly view: ArrayBufferView | undefined;
  /** The struct that lies there, where it is the frame's. */
  readonly place: Place | undefined;

  constructor(address: bigint, view: ArrayBufferView | undefined, place: Place | undefined) {
    this.address = address;
    this.view = view;
    this.place = place;
  }

  /** True once the memory is gone. */
  get isLost(): boolean {
    return this.view !== undefined && isEmpty(this.view);
  }
}

/** Something that is lent to a call and has to come back at its end. */
export interface Leaving {
  leave(): void;
}

/** An address moved by a number of bytes. */
export function plus(address: number | bigint, bytes: number): number | bigint {
  return typeof address === "number" ? address + bytes : address + BigInt(bytes);
}

interface Chunk {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView<ArrayBuffer>;
  readonly address: number | bigint;
}

function chunkOf({ bytes, address }: NativeBlock): Chunk {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), address };
}
