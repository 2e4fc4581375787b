import type { Call } from "./call.ts";

/** Reads a callback's arguments, calls the function and writes its results; generated for each func type. */
export type Run = (call: Call, target: (...args: any[]) => unknown) => void;

/** A function that Go may call, as long as the call lasts to which it was lent. */
export interface LentFunction {
  readonly target: (...args: any[]) => unknown;
  readonly run: Run;
  /** Where it was passed, for messages. */
  readonly at: string;
}

/** The functions that are lent to calls in progress. Their numbers are not used again, so that Go never calls another function. */
export class Lent {
  readonly #functions = new Map<number, LentFunction>();
  #last = 0;

  /** The number of functions that are lent. */
  get size(): number {
    return this.#functions.size;
  }

  /** Lends a function, and gives its number. */
  lend(target: LentFunction["target"], run: Run, at: string): number {
    this.#last = (this.#last % 0x3fff_ffff) + 1;
    this.#functions.set(this.#last, { target, run, at });
    return this.#last;
  }

  /** The function of a number. */
  get(id: number): LentFunction | undefined {
    return this.#functions.get(id);
  }

  /** Takes functions back, and empties the list. */
  takeBack(ids: number[]): void {
    for (const id of ids) this.#functions.delete(id);
    ids.length = 0;
  }
}
