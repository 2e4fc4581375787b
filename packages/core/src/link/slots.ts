import type { NativeFunction } from "../adapter.ts";
import { GoError } from "../go-error.ts";
import type { Target, TargetClass } from "./target.ts";

const batch = 256;
const patience = 64;
const largestId = 0x3fff_ffff;

/** What slots ask about their thread. */
export interface SlotsOwner {
  /** True while a number is written that was not read yet, by Go or by JavaScript: Go may name it as dropped. */
  readonly underWay: boolean;
  /** Has Go name as dropped those of the numbers that it does not have. */
  doubt(slots: readonly number[]): void;
}

/** Nothing is under way. */
const idle: SlotsOwner = { underWay: false, doubt() {} };

/**
 * What JavaScript has given to Go under a number: errors and other thrown values, so that they come back as the same object, and targets. All
 * take their numbers from one sequence, and Go says which of them it has no longer.
 */
export class Slots {
  readonly #thrown = new Map<number, unknown>();
  readonly #targets = new Map<number, Target<any>>();
  // The kept targets of a value, linked by `next`.
  readonly #kept = new WeakMap<object, Target<any>>();
  readonly #dropped: NativeFunction | undefined;
  readonly #owner: SlotsOwner;
  readonly #largest: number;
  // What answers gave for the first time, which Go may not have come to read.
  readonly #doubtful = new Set<number>();
  #last = 0;
  // True once all numbers were used.
  #again = false;
  #lent = 0;
  #afterAsking = 0;

  /**
   * @param dropped `topher_dropped_slots`
   * @param largest the last number before they begin again
   */
  constructor(dropped: NativeFunction | undefined, owner: SlotsOwner = idle, largest: number = largestId) {
    this.#largest = largest;
    this.#dropped = dropped;
    this.#owner = owner;
  }

  /** The number of thrown values that Go has. */
  get size(): number {
    return this.#thrown.size;
  }

  /** The number of targets that are lent to calls in progress. */
  get lent(): number {
    return this.#lent;
  }

  /** The number of targets that Go keeps. */
  get kept(): number {
    return this.#targets.size - this.#lent;
  }

  /** Puts a thrown value into a slot of its own. */
  put(value: unknown): number {
    const slot = this.#next();
    this.#thrown.set(slot, value);
    return slot;
  }

  /** Forgets thrown values that Go has not got. */
  forgetThrown(slots: readonly number[]): void {
    for (const slot of slots) this.#thrown.delete(slot);
  }

  /** What waits in a slot; where nothing does, an error of the message. */
  get(slot: number, message: string): unknown {
    return this.#thrown.has(slot) ? this.#thrown.get(slot) : new GoError(message);
  }

  /** The target of a number. */
  target(id: number): Target<any> | undefined {
    return this.#targets.get(id);
  }

  /** Gives a target a number until it is taken back. */
  lend(target: Target<any>): number {
    const id = this.#number();
    this.#targets.set(id, target);
    this.#lent++;
    return id;
  }

  /** Takes back what was lent, and empties the list. */
  takeBack(ids: number[]): void {
    for (let i = 0; i < ids.length; i++) if (this.#targets.delete(ids[i]!)) this.#lent--;
    ids.length = 0;
  }

  /** The target of a value that Go may keep: the same one as long as Go has it. `name` and `at` say where it is passed. */
  keep<R>(type: TargetClass<R>, of: object, run: R, name: string, at: string): Target<R> {
    for (let target = this.#kept.get(of); target !== undefined; target = target.next) {
      if (target.run === run && target.constructor === type) return target;
    }
    const target = this.keepApart(new type(of, run, `${name}: ${at}`));
    target.next = this.#kept.get(of); // which may have changed: for a number Go is asked what it has dropped
    this.#kept.set(of, target);
    return target;
  }

  /** Keeps a target that is not the same one as another of the same value. */
  keepApart<R>(target: Target<R>): Target<R> {
    target.id = this.#next();
    this.#targets.set(target.id, target);
    return target;
  }

  /** Forgets a target that Go has not got, or has no longer. */
  forget(target: Target<any>): void {
    this.#targets.delete(target.id);
    const of = target.of as object;
    let before = this.#kept.get(of);
    if (before === target) {
      if (target.next === undefined) this.#kept.delete(of);
      else this.#kept.set(of, target.next);
      return;
    }
    while (before !== undefined && before.next !== target) before = before.next;
    if (before !== undefined) before.next = target.next;
  }

  /** Forgets what Go has no longer. */
  sweep(): void {
    if (this.#owner.underWay) return;
    if (this.#doubtful.size > 0) this.#askOfDoubtful();
    const slots = new Uint32Array(batch);
    for (let n = batch; n === batch;) {
      n = this.#dropped === undefined ? 0 : Number(this.#dropped(slots, batch));
      for (let i = 0; i < n; i++) this.#drop(slots[i]!);
    }
    this.#afterAsking = this.#thrown.size + this.kept;
  }

  /** Notes numbers of an answer, which Go may refuse before it comes to them. It is asked about those with what it has dropped. */
  mayBeUnread(slots: readonly number[]): void {
    for (let i = 0; i < slots.length; i++) this.#doubtful.add(slots[i]!);
  }

  // An answer is read before any other code runs on this thread.
  #askOfDoubtful(): void {
    const slots = [...this.#doubtful].filter((slot) => this.#thrown.has(slot) || this.#targets.has(slot));
    if (slots.length > 0) this.#owner.doubt(slots);
    this.#doubtful.clear();
  }

  #drop(id: number): void {
    if (this.#thrown.delete(id)) return;
    const target = this.#targets.get(id);
    if (target !== undefined) this.forget(target);
  }

  #next(): number {
    if (this.#thrown.size + this.kept >= this.#afterAsking + patience) this.sweep();
    return this.#number();
  }

  // A number is not used again before all others were, so that Go never calls another target than the one it got.
  #number(): number {
    if (this.#last < this.#largest && !this.#again) return ++this.#last;
    this.#again = true;
    do this.#last = (this.#last % this.#largest) + 1;
    while (this.#thrown.has(this.#last) || this.#targets.has(this.#last));
    return this.#last;
  }
}
