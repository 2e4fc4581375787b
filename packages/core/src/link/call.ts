import { viewOf } from "../memory.ts";
import { AnyCodec } from "../wire/any-codec.ts";
import { nil, refuse, Refusal } from "../wire/refusal.ts";
import { headerSize, type Arena, type Memory } from "./arena.ts";
import type { Bridge } from "./bridge.ts";
import { takeFailure } from "./failure.ts";
import { classOf, idOf, isHandle, ownerOf, released, type Handle, type HandleClass } from "./handle.ts";
import type { Run } from "./lent.ts";

/** What an arena call returns: nothing, or a sum of these. */
export const status = { blob: 1, failure: 2 } as const;

/**
 * One call of the arena shape, or one callback, at one level of nesting: a codec over the bytes between where the outer level stopped and
 * the end of the arena. A level's object is used again for each call at that level.
 */
export class Call extends AnyCodec {
  /** The function's name, as messages begin. */
  name = "";
  /** The level inside this one, once there was one. */
  inner: Call | undefined;
  readonly outer: Call | undefined;
  readonly #bridge: Bridge;
  readonly #arena: Arena;
  /** Where the values of this call lie in the arena that was active when it began. */
  #home = headerSize;
  /** Where they lie now: at home, or in memory of their own. */
  #at = headerSize;
  #own: Memory | undefined;
  #pushed = false;
  readonly #lent: number[] = [];

  constructor(bridge: Bridge, outer: Call | undefined) {
    super(bridge.arena.active.bytes, bridge);
    this.#bridge = bridge;
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
    if (this.#lent.length > 0) this.#bridge.lent.takeBack(this.#lent);
  }

  /** Makes what was written visible to Go, and gives its offset: the first argument of the C function. */
  ready(): number {
    if (this.#own !== undefined) {
      this.#arena.push(this.#own);
      this.#pushed = true;
    }
    this.#arena.header[2] = (this.position + 7) & ~7;
    return this.#at;
  }

  /** Takes what the C function returned: throws a failure, or makes the results readable. */
  call(returned: number): void {
    if (this.#pushed) this.#pop();
    this.position = this.#at;
    if (returned === 0) return;
    if ((returned & status.blob) !== 0) this.fetch();
    if ((returned & status.failure) !== 0) throw takeFailure(this, this.name);
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

  /** Lends a function to Go for this call. */
  func(target: unknown, run: Run, at: string): void {
    if (target !== null && typeof target !== "function") refuse("TOPHER_TYPE", at, "a function", target);
    let id = 0;
    if (target !== null) {
      id = this.#bridge.lent.lend(target as never, run, `${this.name}: ${at}`);
      this.#lent.push(id);
    }
    const start = this.take(4);
    this.view.setUint32(start, id, true);
  }

  /** Checks the several results of a callback. */
  results(values: unknown, count: number): readonly unknown[] {
    if (!Array.isArray(values) || values.length !== count)
      refuse("TOPHER_TYPE", "the result", `an array of ${count}`, values);
    return values as readonly unknown[];
  }

  handle(value: Handle, type: HandleClass, at: string): void {
    const id = this.#idOf(value, type, at);
    const start = this.take(8);
    this.view.setFloat64(start, id, true);
  }

  handleOrNil(value: Handle | null, type: HandleClass, at: string): void {
    if (value !== null) return this.handle(value, type, at);
    const start = this.take(8);
    this.view.setFloat64(start, 0, true);
  }

  #idOf(value: Handle, type: HandleClass, at: string): number {
    if (!isHandle(value) || !(value instanceof type))
      refuse("TOPHER_TYPE", at, `a ${classOf(type)?.name ?? "handle"}`, value);
    const id = idOf(value);
    if (id === 0) throw new Refusal("TOPHER_HANDLE_RELEASED", `${at}:`, released);
    if (ownerOf(value) !== this.#bridge)
      throw new Refusal("TOPHER_HANDLE_FOREIGN", at, "is a handle of another library");
    return id;
  }

  readHandle<H extends Handle>(type: HandleClass<H>): H {
    const id = this.readHandleNumber();
    if (id === 0) throw nil(classOf(type)?.name ?? "handle");
    return this.#bridge.object(type, id);
  }

  readHandleOrNil<H extends Handle>(type: HandleClass<H>): H | null {
    const id = this.readHandleNumber();
    return id === 0 ? null : this.#bridge.object(type, id);
  }

  #pop(): void {
    this.#pushed = false;
    this.#arena.pop();
  }
}
