import { isObject } from "../arrays.ts";
import { broken, refuse } from "../wire/refusal.ts";
import type { Call } from "./call.ts";
import { begunBy, leave, type Cursor } from "../wire/iteration.ts";
import { isPromise } from "./promises.ts";
import { Target, type WriteValue } from "./target.ts";

const over = { done: true, value: undefined } as const;
const operation = { start: 0, next: 1, stop: 2 } as const;

const at = "what is iterated";

/** What `next` gave, and where. */
interface Step {
  readonly cursor: number;
  readonly result: unknown;
}

/** An iterable of JavaScript that Go iterates over, several times and at the same time if it likes. */
export class SeqTarget extends Target<WriteValue> {
  readonly #cursors = new Map<number, Cursor>();
  #last = 0;

  override operation(call: Call): number {
    return call.readUint32();
  }

  override call(call: Call, what: number): unknown {
    switch (what) {
      case operation.start:
        return this.#start();
      case operation.next:
        return this.#next(call.readUint32());
      case operation.stop:
        return this.#stop(call.readUint32());
      default:
        return broken(`operation ${what} of an iterable`);
    }
  }

  override reply(call: Call, value: unknown, what: number): void {
    if (what === operation.start) call.uint32(value as number, "");
    else if (what === operation.next) this.#step(call, value as Step);
  }

  /** Begins to iterate. */
  protected begin(): Cursor {
    return begunBy(this.of as object, Symbol.iterator, at);
  }

  #start(): number {
    const begun = this.begin();
    this.#last = (this.#last + 1) >>> 0;
    this.#cursors.set(this.#last, begun);
    return this.#last;
  }

  // What next throws ends an iterator.
  #next(cursor: number): Step | Promise<Step> {
    try {
      const of = this.#cursors.get(cursor);
      const result: unknown = of === undefined ? over : of.next();
      if (!isPromise(result)) return { cursor, result };
      return Promise.resolve(result).then(
        (step) => ({ cursor, result: step }),
        (error: unknown) => {
          this.#cursors.delete(cursor);
          throw error;
        },
      );
    } catch (error) {
      this.#cursors.delete(cursor);
      throw error;
    }
  }

  #step(call: Call, { cursor, result }: Step): void {
    let ended = true;
    try {
      if (!isObject(result)) return refuse("TOPHER_TYPE", "what next() of an iterator gives", "an object", result);
      const { done, value } = result as IteratorResult<unknown>;
      ended = done === true;
      call.bool(!ended, "");
      if (!ended) this.run(call, value);
      else this.#cursors.delete(cursor);
    } catch (error) {
      // One whose value does not fit is told to end.
      if (ended) this.#cursors.delete(cursor);
      else this.#abandon(cursor);
      throw error;
    }
  }

  #stop(cursor: number): unknown {
    const ended = this.#cursors.get(cursor);
    this.#cursors.delete(cursor);
    return ended === undefined ? undefined : leave(ended);
  }

  // Why it ends is already on its way to Go.
  #abandon(cursor: number): void {
    const ending = this.#stop(cursor);
    if (isPromise(ending)) ending.then(undefined, () => {});
  }
}

/** An async iterable of JavaScript that goroutines iterate over. */
export class AsyncSeqTarget extends SeqTarget {
  protected override begin(): Cursor {
    return begunBy(this.of as object, Symbol.asyncIterator, at);
  }
}
