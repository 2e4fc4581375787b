import type { NativeFunction, NativeFunctions, NativeWake } from "../adapter.ts";
import { shown } from "../describe.ts";
import { errorOf } from "../errors.ts";
import type { Thread } from "../open.ts";
import type { Memory } from "./arena.ts";
import type { Bridge } from "./bridge.ts";
import { Requests } from "./requests.ts";
import { Tasks } from "./tasks.ts";

/** What hears that it can go on: there is something to read, room to write, or an end. */
export interface Ready {
  ready(): void;
}

const kinds = { settled: 1, called: 2, ready: 3, over: 4, done: 5 } as const;

const firstSize = 64 * 1024;
// A larger piece of memory is given back once its record was read.
const largestKept = 4 * 1024 * 1024;
// A turn of the event loop takes no more than so many records, or so many milliseconds: files and timers are to be served in between.
const mostRecords = 128;
const mostTime = 2;
// Dates are asked for once in so many records.
const timeEvery = 16;
// After a task was begun, and after what leads to the next task, so many turns of the event loop are looked at before Go is asked to ring
// again: a ring costs Go a system call, and this thread an event. Streams have longer to wait for what is worth a call.
const patience = 16;

/**
 * Takes what Go sends to a thread without being asked: settled tasks, calls of goroutines, and streams that can go on. There is one for
 * each library of a thread, from the first task on, or the first target that Go keeps.
 */
export class Inbox {
  readonly tasks: Tasks;
  readonly requests: Requests;
  readonly #bridge: Bridge;
  readonly #take: NativeFunction;
  readonly #later: (run: () => void) => void;
  readonly #bell: NativeWake;
  readonly #streams = new Map<number, Ready>();
  #memory: Memory;
  /** What of the memory was not read yet. */
  #from = 0;
  #to = 0;
  #lastStream = 0;
  #holds = 0;
  /** The turns of the event loop in which it is still looked at without being rung for. */
  #turns = 0;
  #scheduled = false;

  constructor(bridge: Bridge, { adapter }: Thread, native: NativeFunctions) {
    this.#bridge = bridge;
    this.#take = native["topher_take"]!;
    this.#later = adapter.later;
    this.#memory = bridge.allocate(firstSize);
    this.tasks = new Tasks(bridge, this);
    this.requests = new Requests(bridge);
    const readEnd = new Int32Array(1);
    const id = Number(native["topher_wake_open"]!(readEnd));
    if (id <= 0)
      throw errorOf(
        "TOPHER_EXHAUSTED",
        `link: the system gave no pair of sockets for what goroutines send (errno ${-id})`,
      );
    this.#bell = adapter.wake(readEnd[0]!, () => this.#rung());
    native["topher_listen"]!(id);
  }

  /** Gives a stream its number, with which Go calls it. */
  open(stream: Ready): number {
    do this.#lastStream = (this.#lastStream + 1) >>> 0;
    while (this.#lastStream === 0 || this.#streams.has(this.#lastStream));
    this.#streams.set(this.#lastStream, stream);
    return this.#lastStream;
  }

  /** Forgets a stream: nothing is said to it any more. */
  shut(stream: number): void {
    this.#streams.delete(stream);
  }

  /** The number of records that were taken and not read yet. */
  get unread(): number {
    let count = 0;
    for (let at = this.#from; at < this.#to; count++) at = after(this.#memory.view, at);
    return count;
  }

  /** The number of open streams. */
  get streams(): number {
    return this.#streams.size;
  }

  /** Keeps the process alive until {@link release} was called as often. */
  hold(): void {
    if (this.#holds++ === 0) this.#bell.ref();
  }

  /** Takes a {@link hold} back. */
  release(): void {
    if (--this.#holds === 0) this.#bell.unref();
  }

  /** Looks for records in the next turns of the event loop, because an answer to what was just sent may come soon. */
  expect(): void {
    this.#turns = patience;
    if (!this.#scheduled) this.#schedule();
  }

  /** Runs something soon on the event loop, behind what waits there. */
  later(run: () => void): void {
    this.hold();
    this.#later(() => {
      this.release();
      run();
    });
  }

  // What is scheduled holds the event loop: an adapter need not run it otherwise.
  #schedule(): void {
    this.#scheduled = true;
    this.hold();
    this.#later(this.#turn);
  }

  readonly #turn = (): void => {
    this.#scheduled = false;
    this.#turns--;
    this.#drain();
    this.release();
  };

  #rung(): void {
    if (!this.#scheduled) this.#drain();
  }

  /** Reads what there is, and sees to it that what comes later is heard. */
  #drain(): void {
    const until = Date.now() + mostTime;
    for (let n = 1; this.#from < this.#to || this.#fill(); n++) {
      this.#next();
      if (n === mostRecords || (n % timeEvery === 0 && Date.now() >= until)) {
        return this.#schedule();
      }
    }
    if (this.#turns > 0) this.#schedule();
  }

  /** Takes records; false where there are none. Where that was looked at for long enough, the next one rings. */
  #fill(): boolean {
    if (this.#memory.bytes.length > largestKept) this.#memory = this.#bridge.allocate(firstSize);
    if (this.#turns > 0 && Number(this.#take(this.#memory.bytes, 0)) === 0) return false;
    for (;;) {
      const { bytes } = this.#memory;
      const size = Number(this.#take(bytes, bytes.length));
      this.#from = 0;
      this.#to = Math.max(0, size);
      if (size === 0) return false;
      if (size > 0) return true;
      this.#memory = this.#bridge.allocate(Math.max(-size, 2 * bytes.length));
    }
  }

  // Nothing that a record leads to may keep the others from being read.
  #next(): void {
    const { view } = this.#memory;
    const from = this.#from;
    const at = from + 8;
    const end = at + view.getUint32(from, true);
    this.#from = after(view, from);
    try {
      this.#open(view.getUint32(from + 4, true), at, end);
    } catch (error) {
      this.#bridge.warn("TOPHER_WIRE", `a message of Go could not be read: ${shown(error)}`);
    }
  }

  #open(kind: number, at: number, end: number): void {
    const memory = this.#memory;
    const { view } = memory;
    switch (kind) {
      case kinds.settled:
        this.#turns = patience;
        return this.tasks.settled(view.getFloat64(at, true), memory, at + 8, end);
      case kinds.called:
        this.#turns = patience;
        return this.requests.called(view.getUint32(at, true), view.getUint32(at + 4, true), memory, at + 8, end);
      case kinds.ready:
        return this.#streams.get(view.getUint32(at, true))?.ready();
      case kinds.over:
        return this.tasks.over(view.getFloat64(at, true));
      case kinds.done:
        return this.requests.done(view.getUint32(at, true), memory, at + 4, end);
      default:
        throw errorOf("TOPHER_WIRE", `a record of kind ${kind}`);
    }
  }
}

/** Where the record after one begins. */
function after(view: DataView, at: number): number {
  return (at + 8 + view.getUint32(at, true) + 7) & ~7;
}
