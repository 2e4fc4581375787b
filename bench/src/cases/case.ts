import type { Sample } from "../sample.ts";

/**
 * One thing to measure, the same for every contender. Its functions are those of its suite.
 *
 * A contender gives an answer at once or as a promise, whatever it has to do: see {@link Answer}.
 */
export type Case<F = unknown> = Described<F> & (Timed<F> | Measuring<F> | Starting<F>);

/** What a contender's function gives: those that cross to another thread or process give promises. */
export type Answer<T> = T | Promise<T>;

interface Described<F> {
  /**
   * The function, and the number of elements where it takes any: `add2`, `sum:8`. Contenders in other languages are
   * given this name and do the same by themselves.
   */
  readonly name: string;
  readonly title: string;
  /** A sentence for the report: what is called, with what, and what has to come out. */
  readonly about: string;
  /** What a figure is in: nanoseconds for each operation unless told otherwise here. */
  readonly unit?: Unit;
  /** How many times the usual time a process measures it: more than 1 for calls so long that few fit. */
  readonly patience?: number;
  /** Calls of it take tenths of seconds: a process measures only a few, and there are fewer rounds. */
  readonly heavy?: boolean;
  /** What an operation is made of, where the figure is for each of these: callbacks of one call. */
  readonly per?: number;
  /** What the table shows beneath it of the figures that the case measures beside the time. */
  readonly notes?: (figures: Readonly<Record<string, number>>) => string;
  /** Throws unless the contender gives the right results. */
  check(functions: F): void | Promise<void>;
}

/** What the nanoseconds of a sample are for, and how people read them. */
export type Unit = "call" | "rate" | "throughput";

interface Timed<F> {
  /** Makes the operation that is measured. Its arguments vary, so that no compiler takes them for constants. */
  operation(functions: F): () => unknown;
}

interface Measuring<F> {
  /** Measures by itself, and checks all results: for operations of which many are in flight. `budget` is in milliseconds. */
  measure(functions: F, budget: number): Promise<Sample>;
}

interface Starting<F> {
  /**
   * What is called once, as soon as there is something to call: the time is that from before the contender's file is
   * imported until this has answered. The check comes after it, as a check before would be the first call.
   */
  first(functions: F): unknown;
}

/** Throws when a result is not the expected one. */
export function expectSame(what: string, actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) throw new Error(`${what} gave ${String(actual)}, expected ${String(expected)}`);
}
