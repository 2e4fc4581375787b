import type { Ascii, NativeFunction, NativeFunctions } from "../adapter.ts";
import { shown } from "../describe.ts";
import { codeOf, type Coded } from "../errors.ts";
import { GoError, type ErrorOrigin } from "../go-error.ts";
import { deniedError } from "../load.ts";
import type { Thread } from "../open.ts";
import type { HandleOf, Objects } from "../wire/objects.ts";
import { broken, Refusal } from "../wire/refusal.ts";
import { Arena, type Memory } from "./arena.ts";
import { Call } from "./call.ts";
import { Collected } from "./collected.ts";
import { dispatcher } from "./dispatch.ts";
import { refusalOf, takeFailure } from "./failure.ts";
import { adopt, classOf, Handle, handleBehind, idOf, ownerOf, released, type HandleClass } from "./handle.ts";
import { Inbox } from "./inbox.ts";
import { Slots, type SlotsOwner } from "./slots.ts";
import type { StreamOwner } from "./stream-owner.ts";
import { Streams } from "./streams.ts";

/** How a value struct is read. */
export type ReadStruct = (call: any) => unknown;

/** What `topher_live` counts. */
export const liveCounts = {
  handles: 0,
  blobs: 1,
  blobBytes: 2,
  tasks: 6,
  streams: 7,
  abandonedChannels: 8,
  mailboxBytes: 9,
  mailboxRecords: 11,
} as const;

// Added to what is counted: of the calling thread alone.
const ofThread = 256;

/** One generated library on one JavaScript thread: all that its packages share. */
export class Bridge implements Objects, StreamOwner, SlotsOwner, ErrorOrigin {
  readonly arena: Arena;
  readonly slots: Slots;
  readonly collected: Collected;
  /** Runs of iterators, by their handle, that a program did not bring to their end. */
  readonly abandoned: FinalizationRegistry<number>;
  integersAreInt = false;
  /** What a callback threw that had no room left to say so, such as a stack overflow: Go then says that nothing answered. */
  unanswered: unknown = undefined;
  /** The innermost level; at the start one that is no call. */
  top: Call;
  /** How short text is read, where the runtime has a way of its own. */
  readonly ascii: Ascii | undefined;
  /** Starts the task whose arguments lie at an offset. */
  readonly startTask: NativeFunction;
  readonly #thread: Thread;
  readonly #native: NativeFunctions;
  /** What the runtime threw that gives no function pointers. */
  #denied: unknown;
  #inbox: Inbox | undefined;
  #streams: Streams | undefined;
  readonly #classes: (HandleClass | undefined)[] = [];
  readonly #structs: (ReadStruct | undefined)[] = [];
  readonly #types = new Map<object, number>();

  constructor(thread: Thread, native: NativeFunctions) {
    this.#thread = thread;
    this.#native = native;
    this.ascii = thread.frame.memory.ascii;
    this.startTask = native["topher_task"]!;
    this.arena = new Arena(thread, native);
    this.slots = new Slots(native["topher_dropped_slots"], this);
    this.collected = new Collected((id) => this.release(id));
    this.abandoned = new FinalizationRegistry((id) => this.#abandon(id));
    this.top = new Call(this, undefined);
    this.arena.attach(this.#pointerTo(dispatcher(this)));
    // Nothing is held yet, so that this only says whether a report is wanted.
    const report = native["topher_report"]!;
    if (Number(report()) === 1) thread.adapter.onExit(() => void report());
  }

  /** What Go sends without being asked; made when there may be something. */
  get inbox(): Inbox {
    return (this.#inbox ??= new Inbox(this, this.#thread, this.#native));
  }

  /** What moves through streams. */
  get streams(): Streams {
    return (this.#streams ??= new Streams(this));
  }

  /** Hears what Go sends from now on. */
  listen(): void {
    if (this.#inbox === undefined) void this.inbox;
  }

  /** What there is of tasks and streams on this thread, in JavaScript or in Go. */
  get underway(): { readonly tasks: number; readonly streams: number; readonly records: number } {
    const inbox = this.#inbox;
    return {
      tasks: Math.max(inbox?.tasks.live ?? 0, this.live("tasks")),
      streams: Math.max(inbox?.streams ?? 0, this.live("streams")),
      records: (inbox?.unread ?? 0) + this.live("mailboxRecords"),
    };
  }

  /** A C function of every library. */
  symbol(name: string): NativeFunction {
    return this.#native[name]!;
  }

  /** Runs something soon on the event loop, behind what waits there. */
  later(run: () => void): void {
    this.inbox.later(run);
  }

  /** Shows a warning. */
  warn(code: string, message: string): void {
    this.#thread.adapter.warn(code, message);
  }

  /** Memory that Go may write to and read from as long as somebody has it. */
  allocate(size: number): Memory {
    return this.arena.allocate(size);
  }

  /** Refuses what Go would call before a call returns, where the runtime gives no function pointer for it. */
  needPointer(at: string): void {
    if (this.#denied !== undefined) throw this.#deniedError(at);
  }

  #deniedError(at: string): Error & Coded {
    return deniedError(this.#thread.adapter, `${at} needs a function pointer, but`, this.#denied);
  }

  // Without the permission for function pointers everything works but what JavaScript has to do while a call waits.
  #pointerTo(target: NativeFunction): number | bigint {
    const { adapter } = this.#thread;
    try {
      return adapter.callback({ params: ["i32", "i32"], result: "i32" }, target).pointer;
    } catch (error) {
      if (!adapter.denied(error)) throw error;
      this.#denied = error;
      return 0;
    }
  }

  /** Begins a call inside whatever runs. */
  begin(name: string): Call {
    const { top } = this;
    const call = top.inner ?? (top.inner = new Call(this, top));
    call.begin(name, top.free);
    if (top.apart) call.setApart();
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

  /** Makes a call of the arena shape without parameters but one handle, which is passed beside it. */
  callOn<T>(name: string, native: NativeFunction, handle: number, read: (call: Call) => T): T {
    const call = this.begin(name);
    try {
      call.call(native(call.ready(), handle) as number);
      return read(call);
    } catch (error) {
      throw call.refused(error);
    } finally {
      this.end(call);
    }
  }

  /** What a direct call that failed throws. */
  failed(name: string): unknown {
    const call = this.begin(name);
    try {
      call.fetch();
      call.listed(this.arena.header[3]!);
      return this.failure(call);
    } catch (error) {
      return call.refused(error);
    } finally {
      this.end(call);
    }
  }

  /** What a failed call throws. */
  failure(call: Call): unknown {
    const failure = takeFailure(call, call.name);
    const { unanswered } = this;
    this.unanswered = undefined;
    if (codeOf(failure) !== "TOPHER_CALLBACK_GONE") return failure;
    if (this.#denied !== undefined) return this.#deniedError(`${call.name}: what Go called`);
    return unanswered === undefined ? failure : unanswered;
  }

  get underWay(): boolean {
    for (let level: Call | undefined = this.top; level !== undefined; level = level.outer) {
      if (level.underWay) return true;
    }
    return false;
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

  /** The class of a type's number; undefined for a type that is not bound. */
  classOf(type: number): HandleClass | undefined {
    return this.#classes[type];
  }

  targetOf(id: number): unknown {
    const target = this.slots.target(id);
    return target === undefined ? broken(`a function or object of number ${id}`) : target.of;
  }

  reader(type: number): ReadStruct | undefined {
    return this.#structs[type];
  }

  handleOf(value: object, at: string): HandleOf | undefined {
    const found = handleBehind(value);
    if (found === undefined) return undefined;
    const handle = idOf(found);
    if (handle === 0) throw new Refusal("TOPHER_HANDLE_RELEASED", `${at}:`, released);
    if (ownerOf(found) !== this) throw new Refusal("TOPHER_HANDLE_FOREIGN", at, "is a handle of another library");
    return { type: typeOf(found), handle };
  }

  goErrorOf(error: unknown): number | undefined {
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

  /** Has Go name as dropped those of the numbers that it does not have: it may not have come to read them. */
  doubt(slots: readonly number[]): void {
    const write = (call: Call): void => {
      call.uint32(0, ""); // an answer that nobody waits for
      call.tag(0);
      call.uint32(0, "");
      call.uint32(slots.length, "");
      for (const slot of slots) call.uint32(slot, "");
      call.uint32(0, "");
    };
    this.call("topher_answer", "topher_answer", write, () => {});
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

  readStream<T>(
    id: number,
    most: number,
    name: string,
    take: (bytes: Uint8Array<ArrayBuffer>) => T,
  ): { readonly atEnd: boolean; readonly taken: T | undefined } {
    const write = (call: Call): void => {
      call.float64(id, "");
      call.uint32(most, "");
    };
    return this.call(name, "topher_read", write, (call) => {
      const atEnd = call.readBool();
      const length = call.count(1);
      const at = call.next(length);
      return { atEnd, taken: length === 0 ? undefined : take(call.memory.subarray(at, at + length)) };
    });
  }

  writeStream(id: number, chunk: Uint8Array | string, name: string): void {
    const write = (call: Call): void => {
      call.float64(id, "");
      if (typeof chunk === "string") call.string(chunk, "parameter 1 (chunk)");
      else call.bytes(chunk, "parameter 1 (chunk)");
    };
    this.call(name, "topher_write", write, (call) => call.readUint32());
  }

  closeStream(id: number, name: string): void {
    this.call(
      name,
      "topher_close",
      (call) => call.float64(id, ""),
      () => {},
    );
  }

  /** Stops the run of an iterator and releases its handle. */
  stop(run: number): void {
    this.call(
      "iterator",
      "topher_iterator_stop",
      (call) => call.float64(run, ""),
      () => {},
    );
  }

  // The end of Go's loop may fail, with nobody left to tell.
  #abandon(run: number): void {
    try {
      this.stop(run);
    } catch (error) {
      this.warn(codeOf(error) ?? "TOPHER_GO_ERROR", `an iterator that was not used up has failed: ${shown(error)}`);
    }
  }

  /** What the library counts on this thread. */
  live(what: keyof typeof liveCounts): number {
    return Number(this.#native["topher_live"]!(ofThread + liveCounts[what]));
  }
}

// The number of the generated class of a handle, whatever its own property `constructor` says.
function typeOf(handle: Handle): number {
  const prototype = Object.getPrototypeOf(handle) as { constructor?: unknown } | null;
  const constructor = prototype?.constructor;
  return typeof constructor === "function" ? (classOf(constructor)?.type ?? 0) : 0;
}
