import { viewOf } from "../memory.ts";
import { broken, keyPath, Refusal } from "./refusal.ts";

// The smallest default stack of the runtimes holds this many levels of generated writers and readers.
const deepest = 1000;
// A cycle gets here soon enough; what is less deep costs nothing to follow.
const suspicious = 64;

/** Bytes with a position in them: what reading and writing share. */
export class Cursor {
  memory: Uint8Array<ArrayBuffer>;
  view: DataView<ArrayBuffer>;
  /** Where the next value is written or read. */
  position = 0;
  /** The end of the room for writing, and of what may be read. */
  limit: number;
  #depth = 0;
  #ancestors: Set<unknown> | undefined;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.memory = bytes;
    this.view = viewOf(bytes) as DataView<ArrayBuffer>;
    this.limit = bytes.length;
  }

  /** Goes on in other bytes. */
  use(bytes: Uint8Array<ArrayBuffer>, view: DataView<ArrayBuffer>, position: number): void {
    this.memory = bytes;
    this.view = view;
    this.position = position;
    this.limit = bytes.length;
  }

  /** Takes `size` bytes for writing, and gives where they begin. `memory` and `view` may be others afterwards. */
  take(size: number): number {
    if (this.position + size > this.limit) this.grow(size);
    const at = this.position;
    this.position = at + size;
    return at;
  }

  /** Takes `size` bytes for reading, and gives where they begin. */
  next(size: number): number {
    const at = this.position;
    if (at + size > this.limit) broken(`${size} bytes are wanted at ${at}, of ${this.limit}`);
    this.position = at + size;
    return at;
  }

  /** Makes room for `size` more bytes; a call has an arena instead. */
  grow(size: number): void {
    const bytes = new Uint8Array(Math.max(64, 2 * (this.position + size)));
    bytes.set(this.memory.subarray(0, this.position));
    this.use(bytes, viewOf(bytes) as DataView<ArrayBuffer>, this.position);
  }

  /** Goes one level down, into a value of a type that may hold itself. */
  deeper(value?: unknown, at = ""): void {
    if (++this.#depth > suspicious) this.#suspect(value, at);
  }

  /** Comes back up. */
  shallower(value?: unknown): void {
    if (this.#depth-- > suspicious) this.#ancestors?.delete(value);
  }

  /** Forgets the levels of a call that failed. */
  surface(): void {
    this.#depth = 0;
    this.#ancestors = undefined;
  }

  #suspect(value: unknown, at: string): void {
    const ancestors = (this.#ancestors ??= new Set());
    if (this.#depth > deepest) throw new Refusal("TOPHER_DEPTH", at, `is nested deeper than ${deepest} levels`);
    if (value === undefined) return;
    if (ancestors.has(value)) throw new Refusal("TOPHER_CYCLE", at, "holds itself: a value has no cycles");
    ancestors.add(value);
  }

  /** Puts the place of an inner value, and maybe its index or key, in front of a refusal's path. */
  within(error: unknown, at: string, key?: unknown): unknown {
    if (error instanceof Refusal) error.prefix(key === undefined ? at : `${at}${keyPath(key)}`);
    return error;
  }
}
