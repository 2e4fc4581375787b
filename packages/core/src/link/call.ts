import { viewOf } from "../memory.ts";
import { refuse, Refusal } from "../wire/refusal.ts";
import { headerSize, type Arena, type Memory } from "./arena.ts";
import type { Bridge } from "./bridge.ts";
import { StreamCodec } from "./stream-codec.ts";

/** What an arena call returns: nothing, or a sum of these. */
export const status = { blob: 1, failure: 2 } as const;

/**
 * One call of the arena shape, or one callback, at one level of nesting: a codec over the bytes between where the outer level stopped and
 * the end of the arena. A level's object is used again for each call at that level.
 */
export class Call extends StreamCodec {
  /** The level inside this one, once there was one. */
  inner: Call | undefined;
  readonly outer: Call | undefined;
  readonly #arena: Arena;
  /** Where the values of this call lie in the arena that was active when it began. */
  #home = headerSize;
  /** Where they lie now: at home, or in memory of their own. */
  #at = headerSize;
  #own: Memory | undefined;
  #pushed = false;
  // True once what is kept was made visible to Go.
  #given = false;

  constructor(bridge: Bridge, outer: Call | undefined) {
    super(bridge);
    this.#arena = bridge.arena;
    this.outer = outer;
    this.position = headerSize;
  }

  /** The first offset of the active arena that no level uses. */
  get free(): number {
    return this.memory === this.#arena.active.bytes ? (this.position + 7) & ~7 : this.#home;
  }

  /** Begins a call at an offset of the active arena. */
  begin(name: string, at: number): void {
    this.name = name;
    this.#home = this.#at = at;
    const { bytes, view } = this.#arena.active;
    if (this.memory === bytes) this.position = at;
    else this.use(bytes, view, at);
  }

  /** Ends the call and gives back what it took. */
  end(): void {
    if (this.#pushed) this.#pop();
    if (this.#own !== undefined) {
      this.#arena.giveBack(this.#own);
      this.#own = undefined;
    }
    if (this.lent.length > 0) this.bridge.slots.takeBack(this.lent);
    if (this.kept.length > 0) this.#forget();
  }

  /** True while Go has not read the number of something that it may keep. */
  get unsent(): boolean {
    return this.kept.length > 0 && !this.#given;
  }

  /** Says that Go has read what was written. */
  sent(): void {
    for (const target of this.kept) target.sent = true;
    this.kept.length = 0;
    this.#given = false;
  }

  // Go will never name what it has not got.
  #forget(): void {
    for (const target of this.kept) if (!target.sent) this.bridge.slots.forget(target);
    this.kept.length = 0;
    this.#given = false;
  }

  /** Makes what was written visible to Go, and gives its offset: the first argument of the C function. */
  ready(): number {
    if (this.#own !== undefined) {
      this.#arena.push(this.#own);
      this.#pushed = true;
    }
    if (this.kept.length > 0) this.#given = true;
    this.#arena.header[2] = (this.position + 7) & ~7;
    return this.#at;
  }

  /** Takes what the C function returned: throws a failure, or makes the results readable. */
  call(returned: number): void {
    if (this.#pushed) this.#pop();
    if (this.kept.length > 0) this.sent();
    this.position = this.#at;
    if (returned === 0) return;
    if ((returned & status.blob) !== 0) this.fetch();
    if ((returned & status.failure) !== 0) throw this.bridge.failure(this);
  }

  /** Goes on in the blob that the header names. */
  fetch(): void {
    const bytes = this.#arena.fetch();
    this.use(bytes, viewOf(bytes) as DataView<ArrayBuffer>, 0);
  }

  /** Begins a callback's results, where its arguments were. */
  reply(): void {
    const { bytes, view } = this.#arena.active;
    this.use(bytes, view, this.#home);
  }

  /** The memory of results that did not fit, which Go has to be told of. */
  get overflow(): Memory | undefined {
    return this.#own;
  }

  override grow(size: number): void {
    const used = this.position - this.#at;
    const memory = this.#arena.memory(headerSize + 2 * used + size);
    memory.bytes.set(this.memory.subarray(this.#at, this.position), headerSize);
    if (this.#own !== undefined) this.#arena.giveBack(this.#own);
    this.#own = memory;
    this.#at = headerSize;
    this.use(memory.bytes, memory.view, headerSize + used);
  }

  /** The error for what was thrown while the call was made. */
  refused(error: unknown): unknown {
    this.surface();
    return error instanceof Refusal ? error.error(this.name) : error;
  }

  /** Checks the several results of a callback. */
  results(values: unknown, count: number, at = "the result"): readonly unknown[] {
    if (!Array.isArray(values) || values.length !== count) refuse("TOPHER_TYPE", at, `an array of ${count}`, values);
    return values as readonly unknown[];
  }

  #pop(): void {
    this.#pushed = false;
    this.#arena.pop();
  }
}
