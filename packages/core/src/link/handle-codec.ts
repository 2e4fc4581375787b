import { AnyCodec } from "../wire/any-codec.ts";
import { nil, refuse, Refusal } from "../wire/refusal.ts";
import type { Bridge } from "./bridge.ts";
import { classOf, idOf, isHandle, ownerOf, released, type Handle, type HandleClass } from "./handle.ts";

/** How what may be JavaScript's or Go's begins; the numbers are the contract's. */
export const kinds = { nil: 0, ours: 1, handle: 2, lent: 3, bytes: 4, stream: 5 } as const;

// Stands for a field that was not given, of a class by value that only Go makes.
const zeroHandle = Object.freeze({}) as Handle;

/** Writes and reads handles. */
export abstract class HandleCodec extends AnyCodec {
  protected readonly bridge: Bridge;

  constructor(bridge: Bridge) {
    super(bridge.arena.active.bytes, bridge);
    this.bridge = bridge;
    this.ascii = bridge.ascii;
  }

  /** What Go takes as the zero value of a class that only Go makes. */
  get zeroHandle(): Handle {
    return zeroHandle;
  }

  handle(value: Handle, type: HandleClass, at: string): void {
    if (value === zeroHandle) return this.#nil();
    if (!isHandle(value) || !(value instanceof type))
      refuse("TOPHER_TYPE", at, `a ${classOf(type)?.name ?? "handle"}`, value);
    const id = this.live(value, at);
    const start = this.take(8);
    this.view.setFloat64(start, id, true);
  }

  handleOrNil(value: Handle | null, type: HandleClass, at: string): void {
    if (value !== null) return this.handle(value, type, at);
    this.#nil();
  }

  #nil(): void {
    const start = this.take(8);
    this.view.setFloat64(start, 0, true);
  }

  readHandle<H extends Handle>(type: HandleClass<H>): H {
    return this.readHandleOrNil(type) ?? missing(classOf(type)?.name ?? "handle");
  }

  readHandleOrNil<H extends Handle>(type: HandleClass<H>): H | null {
    const id = this.readHandleNumber();
    return id === 0 ? null : this.bridge.object(type, id);
  }

  /** The number of a handle of this library that was not released. */
  protected live(value: Handle, at: string): number {
    const id = idOf(value);
    if (id === 0) throw new Refusal("TOPHER_HANDLE_RELEASED", `${at}:`, released);
    if (ownerOf(value) !== this.bridge)
      throw new Refusal("TOPHER_HANDLE_FOREIGN", at, "is a handle of another library");
    this.mention(id);
    return id;
  }

  /** Writes a handle where something of JavaScript may stand as well. */
  protected held(value: Handle, at: string): void {
    const id = this.live(value, at);
    const start = this.take(9);
    this.memory[start] = kinds.handle;
    this.view.setFloat64(start + 1, id, true);
  }
}

/** Throws the refusal of nil from Go, where a value is promised. */
export function missing(title: string): never {
  throw nil(title);
}
