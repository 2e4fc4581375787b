import { broken, refuse } from "../wire/refusal.ts";
import type { Call } from "./call.ts";
import { isObject } from "./stream-input.ts";
import { Target } from "./target.ts";

const over = { done: true, value: undefined } as const;
const operation = { start: 0, next: 1, stop: 2 } as const;

/** An iterable of JavaScript that Go iterates over, several times and at the same time if it likes. */
export class SeqTarget extends Target {
  readonly #cursors = new Map<number, Iterator<unknown>>();
  #last = 0;

  override serve(call: Call): void {
    const what = call.readUint32();
    switch (what) {
      case operation.start:
        return this.#start(call);
      case operation.next:
        return this.#step(call, call.readUint32());
      case operation.stop:
        return this.#stop(call, call.readUint32());
      default:
        return broken(`operation ${what} of an iterable`);
    }
  }

  #start(call: Call): void {
    const iterator = (this.of as Iterable<unknown>)[Symbol.iterator]();
    this.#last = (this.#last + 1) >>> 0;
    this.#cursors.set(this.#last, iterator);
    call.reply();
    call.uint32(this.#last, "");
  }

  #step(call: Call, cursor: number): void {
    const iterator = this.#cursors.get(cursor);
    let ended = true;
    try {
      const step: unknown = iterator === undefined ? over : iterator.next();
      if (!isObject(step)) return refuse("TOPHER_TYPE", "what next() of an iterator gives", "an object", step);
      const { done, value } = step as IteratorResult<unknown>;
      ended = done === true;
      call.reply();
      call.bool(!ended, "");
      if (!ended) this.run(call, value);
    } catch (error) {
      // What next throws ends an iterator; one whose value does not fit is told to end.
      this.#cursors.delete(cursor);
      if (!ended) iterator?.return?.();
      throw error;
    }
    if (ended) this.#cursors.delete(cursor);
  }

  #stop(call: Call, cursor: number): void {
    const iterator = this.#cursors.get(cursor);
    this.#cursors.delete(cursor);
    iterator?.return?.();
    call.reply();
  }
}
