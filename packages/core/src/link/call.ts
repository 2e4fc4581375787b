import { isArray } from "../arrays.ts";
import { errorOf } from "../errors.ts";
import { broken, refuse, Refusal } from "../wire/refusal.ts";
import { headerSize, type Arena, type Memory } from "./arena.ts";
import type { Bridge } from "./bridge.ts";
import { ChannelCodec } from "./channel-codec.ts";
import type { Companion } from "./companion.ts";
import { Context } from "./context.ts";
import { isEngines, isFixed } from "./fixed.ts";
import type { Handle, HandleClass } from "./handle.ts";
import { listedHandles } from "./listed-handles.ts";
import { Pending } from "./pending.ts";
import { failedTask, type Task } from "./task.ts";
import { checkedOptions, noOptions, type TaskOptions } from "./task-options.ts";
import type { ReadResults } from "./tasks.ts";
import { isView, viewed, type View } from "./view.ts";

/** What an arena call returns: nothing, or a sum of these. */
export const status = { blob: 1, failure: 2, handles: 32 } as const;

/** What a callback answers: the first, unless there is no answer, and maybe some of the others. */
export const answers = { answered: 4, elsewhere: 1, threw: 2, threwGoError: 8, unread: 32 } as const;

// An answer to a goroutine without results: request, sum, no handles, no slots, size.
const emptyAnswer = 4 + 1 + 4 + 4 + 4;

// Beside the number of a function: that the task may be cancelled.
const mayCancel = 2 ** 31;

/** What an answer mentions, of which Go is told in front of it. */
interface Mentions {
  readonly handles: number[];
  readonly slots: number[];
}

/** An object that is written back into. */
interface Back {
  readonly into: object;
  readonly at: string;
}

/**
 * One call of the arena shape, or one callback, at one level of nesting: a codec over the bytes between where the outer level stopped and
 * the end of the arena. A level's object is used again for each call at that level.
 */
export class Call extends ChannelCodec {
  /** The level inside this one, once there was one. */
  inner: Call | undefined;
  readonly outer: Call | undefined;
  readonly #arena: Arena;
  /** Where the values of this call lie in the arena that was active when it began. */
  #home = headerSize;
  /** Where they lie now: at home, or in memory of their own. */
  #at = headerSize;
  #own: Memory | undefined;
  /** Where the arguments of a callback end, of which some may not have been read. */
  #end = 0;
  // True while these are read.
  #reads = false;
  // Where the list of the handles ends that are in what is read; 0 where there are none, or all are somebody's.
  #listed = 0;
  // Those of them that objects were made for, where a program may get some of these before the rest is read.
  #taken: readonly number[] | undefined;
  // What was noted so for the levels outside of this one.
  #takenOutside: number[] | undefined;
  // What was fetched of results that did not fit.
  #fetched: Memory | undefined;
  #pushed = false;
  // True once what is kept was made visible to Go.
  #given = false;
  // The options of the task that is written.
  #options = noOptions;
  // What Go's changes are written back into, and where it was given.
  readonly #backs: Back[] = [];
  // True while they are written back: setters are code of the program, and what follows is not read yet.
  #writesBack = false;
  // True where the level outside of this one does that.
  #apart = false;
  // What an answer mentions, while one is written.
  #mentions: Mentions | undefined;
  // The numbers that were written: Go names as dropped what it has had, and never what it has not come to read.
  readonly #numbers: number[] = [];
  /** The number of the goroutine's call that is read; 0 where Go waits on this thread. */
  request = 0;

  constructor(bridge: Bridge, outer: Call | undefined) {
    super(bridge);
    this.#arena = bridge.arena;
    this.outer = outer;
    this.position = headerSize;
  }

  /** The first offset of the active arena that no level uses. */
  get free(): number {
    return this.memory === this.#arena.active.bytes ? (Math.max(this.position, this.#end) + 7) & ~7 : this.#home;
  }

  /** True where a level inside must not touch the arena that results wait in. */
  get apart(): boolean {
    return this.#writesBack || this.#apart;
  }

  /** Lets the call, which begins, lie in memory of its own. */
  setApart(): void {
    this.#apart = true;
    this.grow(0);
  }

  /** Begins a call at an offset of the active arena. */
  begin(name: string, at: number): void {
    this.name = name;
    this.#home = this.#at = at;
    this.asynchronous = false;
    this.feeds = false;
    this.request = 0;
    this.#apart = false;
    this.#end = 0;
    this.#reads = false;
    const { bytes, view } = this.#arena.active;
    if (this.memory !== bytes) this.use(bytes, view, at);
    else {
      this.position = at;
      this.limit = bytes.length;
    }
  }

  /** Begins a callback, whose arguments Go has written at an offset of the active arena. */
  beginCallback(at: number): void {
    this.begin("callback", at);
    this.#reads = true;
    this.#end = this.#arena.header[2]!;
  }

  /** Ends the call and gives back what it took. */
  end(): void {
    if (this.#pushed) this.#pop();
    if (this.#listed !== 0) this.took();
    if (this.#backs.length > 0) this.#writtenBack();
    if (this.#own !== undefined) {
      this.#arena.giveBack(this.#own);
      this.#own = undefined;
    }
    if (this.#fetched !== undefined) {
      this.#arena.giveBack(this.#fetched);
      this.#fetched = undefined;
    }
    if (this.lent.length > 0) this.bridge.slots.takeBack(this.lent);
    if (this.kept.length > 0) this.#forget();
    if (this.#numbers.length > 0) this.#forgetThrown();
    if (this.companions !== undefined) this.#forgetCompanions();
  }

  // Of what was never sent.
  #forgetThrown(): void {
    this.bridge.slots.forgetThrown(this.#numbers);
    this.#numbers.length = 0;
  }

  /**
   * True while Go has not read the number of something that it may keep, and while code of the program runs before all is read that Go has
   * written, which may be the number of something that Go keeps no longer.
   */
  get underWay(): boolean {
    return (this.kept.length > 0 && !this.#given) || this.#writesBack || this.#isUnread;
  }

  // True while the arguments of a callback are not read to their end.
  get #isUnread(): boolean {
    const inArena = this.request === 0 && this.#fetched === undefined;
    return this.#reads && this.position < (inArena ? this.#end : this.limit);
  }

  /** Says that Go has read what was written. */
  sent(): void {
    for (let i = 0; i < this.kept.length; i++) {
      const target = this.kept[i]!;
      target.given--;
      target.sent = true;
    }
    this.kept.length = 0;
    this.#given = false;
    if (this.companions !== undefined && !this.asynchronous) this.#beginCompanions();
  }

  /** Says that Go gets the answer of a callback, which it may refuse before it has read all. */
  answered(): void {
    this.sent();
    this.bridge.slots.mayBeUnread(this.#numbers);
    this.#numbers.length = 0;
  }

  #beginCompanions(): Companion[] | undefined {
    const { companions } = this;
    this.companions = undefined;
    for (const companion of companions ?? []) companion.begin();
    return companions;
  }

  #forgetCompanions(): void {
    const { companions } = this;
    this.companions = undefined;
    for (const companion of companions ?? []) companion.forget();
  }

  // Go will never name what it has not got. What a level outside of this one gives as well, it has or gets yet.
  #forget(): void {
    const { kept } = this;
    for (let last = kept.length - 1; last >= 0; last--) {
      const target = kept[last]!;
      if (target.given === 1 && !target.sent) this.bridge.slots.forget(target);
      target.given--; // not before, as the stack may be used up: then it is done again
      kept.length = last;
    }
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
    if (this.kept.length > 0 || this.companions !== undefined) this.sent();
    this.position = this.#at;
    if (this.#backs.length > 0) this.#writeBack();
    const numbers = this.#numbers.length > 0 ? this.#numbers.splice(0) : undefined;
    if (returned === 0) return;
    if ((returned & status.blob) !== 0) this.fetch();
    if ((returned & status.handles) !== 0) this.#lists();
    if ((returned & status.failure) === 0) return;
    const failure = this.bridge.failure(this);
    this.took();
    if (numbers !== undefined) this.bridge.doubt(numbers);
    throw failure;
  }

  // What is written back runs setters of the program, which get what was read.
  #lists(): void {
    this.listed(this.#arena.header[3]!);
    if (this.#backs.length > 0) this.note();
  }

  /** Says where the list of the handles ends that are in what is read; 0 where there are none. */
  listed(end: number): void {
    this.#listed = end;
  }

  /** Notes from now on which handles are made objects, as a program may get some of these before the rest is read. */
  note(): void {
    if (this.#listed === 0) return;
    const { collected } = this.bridge;
    this.#takenOutside = collected.noted;
    this.#taken = collected.noted = [];
  }

  /** Says that the handles in what was read are somebody's: the program's, or the collector's. */
  took(): void {
    this.#listed = 0;
    if (this.#taken === undefined) return;
    this.bridge.collected.noted = this.#takenOutside;
    this.#taken = this.#takenOutside = undefined;
  }

  /** Releases the handles in what nobody reads, or in what was not read to its end, which nobody has got. */
  giveUp(): void {
    const end = this.#listed;
    if (end === 0) return;
    const taken = new Set(this.#taken);
    this.took();
    for (const handle of listedHandles(this.view, end)) if (!taken.has(handle)) this.bridge.release(handle);
  }

  /** True where the arguments of a callback were refused with this error, or not read to their end: nobody has got them. */
  unread(error: unknown): boolean {
    return this.#reads && (error instanceof Refusal || this.#isUnread);
  }

  // Until it is over, arguments of callbacks that a direct call makes must not lie in the arena either.
  #writeBack(): void {
    this.#writesBack = true;
    this.#arena.header[2] = this.#arena.active.bytes.length;
  }

  #writtenBack(): void {
    this.#backs.length = 0;
    if (!this.#writesBack) return;
    this.#writesBack = false;
    this.#arena.header[2] = this.#home;
  }

  override writable(value: object | null, at: string): void {
    super.writable(value, at);
    if (typeof value === "object" && value !== null) this.#backs.push({ into: value, at });
  }

  override pointerBack(value: object | null, at: string): boolean {
    const present = super.pointerBack(value, at);
    if (present) this.#backs.push({ into: value!, at });
    return present;
  }

  /** Goes on in the blob that the header names. */
  fetch(): void {
    const { memory, size } = this.#arena.fetch();
    this.#fetched = memory;
    this.use(memory.bytes, memory.view, 0);
    this.limit = size;
  }

  /** Begins to read a record of the inbox. */
  receive(bytes: Uint8Array<ArrayBuffer>, view: DataView<ArrayBuffer>, at: number, end: number): void {
    this.use(bytes, view, at);
    this.limit = end;
    this.#reads = true;
  }

  /** Begins a callback's results, where its arguments were. */
  reply(): void {
    this.#reads = false;
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
    if (this.#listed !== 0) this.giveUp();
    this.surface();
    if (error instanceof Refusal) return error.error(this.name);
    const back = this.#writesBack && isEngines(error) ? this.#backs.find(({ into }) => isFixed(into)) : undefined;
    if (back === undefined) return error;
    const text = `${back.at} must be writable: Go changed it, and the change is written back`;
    return errorOf("TOPHER_FROZEN", `${this.name}: ${text}`, error);
  }

  /**
   * Begins a task: what is written after it are the parameters.
   *
   * @param func the function's number
   * @param wanted how many parameters there are in front of the options
   * @param got how many arguments there are
   */
  task(func: number, options: TaskOptions | undefined, wanted: number, got: number): void {
    if (got !== wanted && got !== wanted + 1) {
      const takes = wanted === 0 ? "options only" : `${wanted} argument${wanted === 1 ? "" : "s"} and options`;
      throw errorOf("TOPHER_ARITY", `${this.name}: takes ${takes}, got ${got}`);
    }
    this.asynchronous = this.feeds = true;
    const { signal, timeout } = (this.#options =
      options === undefined ? noOptions : checkedOptions(options, this.name));
    const start = this.take(20); // its number comes last
    const { view } = this;
    view.setUint32(start + 8, signal === undefined ? func : func + mayCancel, true);
    view.setFloat64(start + 12, timeout, true);
  }

  /** Writes the handle of a method's object, of which the method may have been called on a view. */
  receiver(object: Handle | View<Handle>, type: HandleClass): void {
    this.handle(isView(object) ? viewed(object) : object, type, "this");
  }

  /** Starts the task that was written. `read` reads its results, where it has any. */
  start(read?: ReadResults): Task<unknown> {
    const { bridge } = this;
    const { signal } = this.#options;
    if (signal?.aborted === true) throw signal.reason;
    const { tasks } = bridge.inbox;
    const number = tasks.take();
    this.view.setFloat64(this.#at, number, true);
    try {
      this.call(bridge.startTask(this.ready()));
    } catch (error) {
      tasks.giveBack(number);
      throw error;
    }
    return tasks.begun(new Pending(tasks, number, this.name, read, this.#options, this.#beginCompanions()));
  }

  /** The task for one that could not be started. */
  rejected(error: unknown): Task<never> {
    return failedTask(this.refused(error));
  }

  /** Writes what a context is done for: an error, or whatever else was given as the reason. */
  cause(reason: unknown): void {
    if (this.bridge.goErrorOf(reason) === undefined) this.slot(reason);
    else this.error(reason, "");
  }

  /** Reads the context that a callback is given. */
  readContext(): Context {
    const kind = this.readUint8();
    if (kind === 2 && this.request !== 0) return this.bridge.inbox.requests.context(this.request);
    const context = new Context();
    if (kind === 1) context.done(this.readError());
    else if (kind !== 0 && kind !== 2) broken(`a context of kind ${kind}`);
    return context;
  }

  /** Writes what was thrown instead of results, and gives what the answer says of it. */
  threw(thrown: unknown): number {
    this.thrown(thrown);
    const handle = this.bridge.goErrorOf(thrown);
    if (handle === undefined) return answers.threw;
    this.float64(handle, "");
    this.mention(handle);
    return answers.threw + answers.threwGoError;
  }

  /**
   * Writes the whole answer to a goroutine's call, which reads it later. `write` writes the results, and `unread` says that nobody has got the
   * arguments.
   */
  answer(request: number, write: () => void, unread: boolean): void {
    this.feeds = true;
    const mentions: Mentions = (this.#mentions = { handles: [], slots: [] });
    this.take(emptyAnswer);
    let sum: number = answers.answered + (unread ? answers.unread : 0);
    try {
      write();
    } catch (error) {
      if (this.kept.length > 0) this.#forget();
      if (this.companions !== undefined) this.#forgetCompanions();
      if (this.#numbers.length > 0) this.#forgetThrown();
      mentions.handles.length = mentions.slots.length = 0;
      this.position = this.#at + emptyAnswer;
      sum += this.threw(this.refused(error));
    } finally {
      this.#mentions = undefined;
    }
    const size = this.position - this.#at - emptyAnswer;
    const lists = 8 * mentions.handles.length + 4 * mentions.slots.length;
    this.take(lists);
    if (lists > 0) {
      const results = this.#at + emptyAnswer;
      this.memory.copyWithin(results + lists, results, results + size);
    }
    const end = this.position;
    this.position = this.#at;
    this.uint32(request, "");
    this.tag(sum);
    this.uint32(mentions.handles.length, "");
    for (const handle of mentions.handles) this.float64(handle, "");
    this.uint32(mentions.slots.length, "");
    for (const slot of mentions.slots) this.uint32(slot, "");
    this.uint32(size, "");
    this.position = end;
  }

  override mention(handle: number): void {
    this.#mentions?.handles.push(handle);
  }

  override mentionSlot(slot: number): void {
    this.#mentions?.slots.push(slot);
    this.#numbers[this.#numbers.length] = slot;
  }

  /** Checks the several results of a callback. */
  results(values: unknown, count: number, at = "the result"): readonly unknown[] {
    if (!isArray(values) || values.length !== count) refuse("TOPHER_TYPE", at, `an array of ${count}`, values);
    return values as readonly unknown[];
  }

  #pop(): void {
    this.#pushed = false;
    this.#arena.pop();
  }
}
