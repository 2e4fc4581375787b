import type { NativeCallback, NativeFunction, NativeFunctions } from "../adapter.ts";
import { GoError, type ErrorOrigin } from "../go-error.ts";
import { deniedError } from "../load.ts";
import type { Thread } from "../open.ts";
import type { HandleOf, Objects } from "../wire/objects.ts";
import { Refusal } from "../wire/refusal.ts";
import { Arena } from "./arena.ts";
import { Call } from "./call.ts";
import { dispatcher } from "./dispatch.ts";
import { refusalOf } from "./failure.ts";
import {
  adopt,
  classOf,
  Handle,
  idOf,
  isHandle,
  ownerOf,
  released,
  type HandleClass,
  type HandleOwner,
} from "./handle.ts";
import { Lent } from "./lent.ts";
import { Slots } from "./slots.ts";

/** How a value struct is read. */
export type ReadStruct = (call: any) => unknown;

/** What `topher_live` counts. */
export const liveCounts = { handles: 0, blobs: 1, blobBytes: 2 } as const;

/** One generated library on one JavaScript thread: all that its packages share. */
export class Bridge implements Objects, HandleOwner, ErrorOrigin {
  readonly arena: Arena;
  readonly lent: Lent = new Lent();
  readonly slots: Slots;
  readonly collected: FinalizationRegistry<number>;
  integersAreInt = false;
  /** The innermost level; at the start one that is no call. */
  top: Call;
  readonly #native: NativeFunctions;
  readonly #classes: (HandleClass | undefined)[] = [];
  readonly #structs: (ReadStruct | undefined)[] = [];
  readonly #types = new Map<object, number>();

  constructor(thread: Thread, native: NativeFunctions) {
    this.#native = native;
    this.arena = new Arena(thread, native);
    this.slots = new Slots(native["topher_dropped_slots"]);
    this.collected = new FinalizationRegistry((id) => this.release(id));
    this.top = new Call(this, undefined);
    this.arena.attach(callbackOf(thread, dispatcher(this)).pointer);
  }

  /** Begins a call inside whatever runs. */
  begin(name: string): Call {
    const { top } = this;
    const call = top.inner ?? (top.inner = new Call(this, top));
    call.begin(name, top.free);
    this.top = call;
    return call;
  }

  /** Ends a call, and what was left inside it by an overflow of the stack. */
  end(call: Call): void {
    let level: Call | undefined = this.top;
    this.top = call.outer!;
    for (; level !== call && level !== undefined; level = level.outer) level.end();
    call.end();
  }

  /** Makes a call of the arena shape around what it writes and reads. */
  call<T>(name: string, symbol: string | NativeFunction, write: (call: Call) => void, read: (call: Call) => T): T {
    const native = typeof symbol === "string" ? this.#native[symbol]! : symbol;
    const call = this.begin(name);
    try {
      write(call);
      call.call(native(call.ready()) as number);
      return read(call);
    } catch (error) {
      throw call.refused(error);
    } finally {
      this.end(call);
    }
  }

  /** Gives types their numbers: a class, the reader of a struct, or another object that stands for a type. */
  define(type: number, of: object, read?: ReadStruct): void {
    this.#types.set(of, type);
    if (read !== undefined) this.#structs[type] = read;
    else if (typeof of === "function") this.#classes[type] = of as HandleClass;
  }

  /** The object for a handle of a class. */
  object<H extends Handle>(type: HandleClass<H>, id: number): H {
    return adopt(this, type, id);
  }

  adopt(type: number, handle: number): unknown {
    return handle === 0 ? null : adopt(this, this.#classes[type] ?? Handle, handle);
  }

  reader(type: number): ReadStruct | undefined {
    return this.#structs[type];
  }

  handleOf(value: object, at: string): HandleOf | undefined {
    if (!isHandle(value)) return undefined;
    const handle = idOf(value);
    if (handle === 0) throw new Refusal("TOPHER_HANDLE_RELEASED", `${at}:`, released);
    if (ownerOf(value) !== this) throw new Refusal("TOPHER_HANDLE_FOREIGN", at, "is a handle of another library");
    return { type: classOf(value.constructor)?.type ?? 0, handle };
  }

  goErrorOf(error: object): number | undefined {
    return GoError.handleIn(error, this);
  }

  goError(handle: number, message: string, goType: string, causes: readonly unknown[]): unknown {
    const cause = causes.length > 1 ? new AggregateError(causes, message) : causes[0];
    const error = new GoError(message, causes.length === 0 ? undefined : { cause }, { goType, origin: this, handle });
    if (handle !== 0) this.collected.register(error, handle);
    return error;
  }

  slotOf(error: unknown): number {
    return this.slots.put(error);
  }

  inSlot(slot: number, message: string): unknown {
    return this.slots.get(slot, message);
  }

  topherError(code: string, message: string): unknown {
    return refusalOf(code, message);
  }

  is(handle: number, target: number): boolean {
    const write = (call: Call): void => {
      call.float64(handle, "");
      call.float64(target, "");
    };
    return this.call("GoError.is", "topher_error_is", write, (call) => call.readBool());
  }

  as(handle: number, type: object): unknown {
    const id = this.#types.get(type);
    return id === undefined ? undefined : this.#as(handle, id);
  }

  fields(handle: number): Readonly<Record<string, unknown>> {
    return (this.#as(handle, 0) ?? {}) as Readonly<Record<string, unknown>>;
  }

  #as(handle: number, type: number): unknown {
    const write = (call: Call): void => {
      call.float64(handle, "");
      call.uint32(type, "");
    };
    return this.call("GoError.as", "topher_error_as", write, (call) => call.readAny());
  }

  release(id: number): void {
    this.#native["topher_release"]!(id);
  }

  same(a: number, b: number): number {
    return Number(this.#native["topher_same"]!(a, b));
  }

  stringOf(id: number): string {
    return this.call(
      "toString",
      "topher_string_of",
      (call) => call.float64(id, ""),
      (call) => call.readString(),
    );
  }

  /** What the library counts on this thread. */
  live(what: keyof typeof liveCounts): number {
    return Number(this.#native["topher_live"]!(liveCounts[what]));
  }
}

function callbackOf({ adapter }: Thread, target: NativeFunction): NativeCallback {
  try {
    return adapter.callback({ params: ["i32", "i32"], result: "i32" }, target);
  } catch (error) {
    throw adapter.denied(error)
      ? deniedError(adapter, "link: the library needs a function pointer, but", error)
      : error;
  }
}
