import type { Sample } from "../sample.ts";

/** The Go functions that the cases of `calls` call, as a program would have them, whatever is underneath. */
export interface Functions {
  noop(): void;
  add2(a: number, b: number): number;
  add(a: bigint, b: bigint): bigint;
  sum(numbers: Float64Array): number;
  /** Writes the differences to the mean, and returns how many. */
  normalize(numbers: Float64Array, differences: Float64Array): number;
}

/** One thing to measure, the same for every contender. Its functions are those of its suite. */
export type Case<F = unknown> = Described<F> & (Timed<F> | Measuring<F>);

interface Described<F> {
  /**
   * The function, and the number of elements where it takes any: `add2`, `sum:8`. Contenders in other languages are
   * given this name and do the same by themselves.
   */
  readonly name: string;
  readonly title: string;
  /** How many times the usual time a process measures it: more than 1 for calls so long that few fit. */
  readonly patience?: number;
  /** What the table shows for a time in nanoseconds; without this it is the time. */
  readonly shows?: (nanoseconds: number) => string;
  /** What the table shows beneath it of the figures that the case measures beside the time. */
  readonly notes?: (figures: Readonly<Record<string, number>>) => string;
  /** Throws unless the contender gives the right results. */
  check(functions: F): void | Promise<void>;
}

interface Timed<F> {
  /** Makes the operation that is measured. Its arguments vary, so that no compiler takes them for constants. */
  operation(functions: F): () => unknown;
}

interface Measuring<F> {
  /** Measures by itself, and checks all results: for operations of which many are in flight. `budget` is in milliseconds. */
  measure(functions: F, budget: number): Promise<Sample>;
}

/** Throws when a result is not the expected one. */
export function expectSame(what: string, actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) throw new Error(`${what} gave ${String(actual)}, expected ${String(expected)}`);
}
