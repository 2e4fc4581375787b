import type { Memory } from "./arena.ts";
import type { Bridge } from "./bridge.ts";
import type { Call } from "./call.ts";
import { takeFailure } from "./failure.ts";
import type { Inbox } from "./inbox.ts";
import type { Pending } from "./pending.ts";
import { watch } from "./signals.ts";
import { taskOf, type Task } from "./task.ts";

/** Reads the results of a task. */
export type ReadResults = (call: any) => unknown;

const { toString } = Object.prototype;
const sums = { failure: 2, livesOn: 16, handles: 32 } as const;

// A number says the place of a task, and above that how many were begun before it. A map by number would cost as much as the promise.
const places = 2 ** 24;
const begunMost = 2 ** 29;
// More places than these are given back once no task is left.
const lastingPlaces = 4096;

/** The tasks of one library on one thread that have not settled, or whose context lives on. */
export class Tasks {
  readonly #bridge: Bridge;
  readonly #inbox: Inbox;
  #pending: (Pending | undefined)[] = [];
  /** The places that nobody has. */
  #free: number[] = [];
  #begun = 0;
  #live = 0;

  constructor(bridge: Bridge, inbox: Inbox) {
    this.#bridge = bridge;
    this.#inbox = inbox;
  }

  /** The number of tasks that have not settled. */
  get live(): number {
    return this.#live;
  }

  /** A number for a task, as long as it is not given back. */
  take(): number {
    this.#begun = (this.#begun + 1) % begunMost;
    return this.#begun * places + (this.#free.pop() ?? this.#pending.push(undefined) - 1);
  }

  /** Gives the number of a task back for which nothing comes any more. */
  giveBack(number: number): void {
    const place = placeOf(number);
    this.#pending[place] = undefined;
    this.#free.push(place);
    if (this.#free.length < this.#pending.length || this.#free.length <= lastingPlaces) return;
    this.#pending = [];
    this.#free = [];
  }

  /** Makes the promise of a task that Go has begun. */
  begun(pending: Pending): Task<unknown> {
    const { number, signal } = pending;
    this.#pending[placeOf(number)] = pending;
    this.#live++;
    this.#inbox.hold();
    this.#inbox.expect();
    const task = taskOf<unknown>(pending);
    try {
      if (signal !== undefined) watch(signal, pending);
    } catch (error) {
      pending.abort(error);
    }
    return task;
  }

  #find(number: number): Pending | undefined {
    const pending = this.#pending[placeOf(number)];
    return pending?.number === number ? pending : undefined;
  }

  /** Holds the event loop for a task that is pending, or lets it go. */
  hold(on: boolean): void {
    if (on) this.#inbox.hold();
    else this.#inbox.release();
  }

  /** Takes what Go says that a task has become. */
  settled(number: number, { bytes, view }: Memory, at: number, end: number): void {
    const pending = this.#find(number);
    if (pending === undefined) return;
    const sum = bytes[at]!;
    const failed = (sum & sums.failure) !== 0;
    pending.inGo = (sum & sums.livesOn) !== 0;
    if (!pending.inGo) this.giveBack(number);
    const call = this.#bridge.begin(pending.name);
    try {
      call.receive(bytes, view, at + 1, end);
      if ((sum & sums.handles) !== 0) call.listed(end);
      if (!pending.open) return call.giveUp();
      const value = take(call, failed, pending);
      call.took();
      if (failed) pending.fail(value);
      else pending.succeed(value);
    } catch (error) {
      pending.fail(call.refused(error));
    } finally {
      this.#bridge.end(call);
    }
  }

  /** Takes that the context of a task that settled is done. */
  over(number: number): void {
    const pending = this.#find(number);
    if (pending === undefined) return;
    this.giveBack(number);
    pending.over();
  }

  /** Takes that the promise of a task has settled. */
  done(pending: Pending): void {
    this.#live--;
    if (pending.referenced) this.#inbox.release();
  }

  /** Cancels the context of a task, with the reason as its cause. */
  cancel(pending: Pending, reason: unknown): void {
    const write = (call: Call): void => {
      call.float64(pending.number, "");
      if (isTimeout(reason)) return call.tag(0);
      call.tag(1);
      call.cause(reason);
    };
    const nothingComes = this.#bridge.call(pending.name, "topher_cancel", write, (call) => call.readBool());
    if (!nothingComes) return;
    this.giveBack(pending.number);
    pending.inGo = false;
  }
}

function take(call: Call, failed: boolean, { name, read }: Pending): unknown {
  return failed ? takeFailure(call, name) : read?.(call);
}

// `AbortSignal.timeout` has passed: to Go that is a deadline. A reason may be any object, also one that cannot be looked at.
function isTimeout(reason: unknown): boolean {
  try {
    return (
      reason instanceof Error && reason.name === "TimeoutError" && toString.call(reason) === "[object DOMException]"
    );
  } catch {
    return false;
  }
}

function placeOf(number: number): number {
  return number - Math.floor(number / places) * places;
}
