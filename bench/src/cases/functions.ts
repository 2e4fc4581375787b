// What the contenders of each suite can do, as a program would have it, whatever is underneath.
import type { Answer } from "./case.ts";

/** The Go package `work`, as far as the suite `calls` calls it. */
export interface CallFunctions {
  noop(): Answer<void>;
  add2(a: number, b: number): Answer<number>;
  add(a: bigint, b: bigint): Answer<bigint>;
  sum(numbers: Float64Array): Answer<number>;
  /** Writes the differences to the mean into `differences`, and gives how many. */
  normalize(numbers: Float64Array, differences: Float64Array): Answer<number>;
}

/** The tutorial's workloads: the rest of the Go package `work`. */
export interface TutorialFunctions {
  /** Adds so many terms of Leibniz's series. */
  pi(terms: number): Answer<number>;
  /** The same on all cores: what is added is added in another order. */
  piOnCores(terms: number): Answer<number>;
  /** Puts the numbers into another order, in place; the same seed gives the same order everywhere. */
  shuffle(numbers: Float64Array, seed: number): Answer<void>;
  /** The same on all cores, into another order. */
  shuffleOnCores(numbers: Float64Array, seed: number): Answer<void>;
  /** The dot product of as many numbers as `a` and `b` both have. */
  dot(a: Float64Array, b: Float64Array): Answer<number>;
  dotOnCores(a: Float64Array, b: Float64Array): Answer<number>;
  /** Adds the first, the middle and the last of the numbers and how many there are: what is measured is how they get there. */
  ends(numbers: readonly number[] | Float64Array): Answer<number>;
}

/** A small struct. */
export interface Item {
  readonly id: bigint;
  readonly price: number;
  readonly name: string;
}

/** A Go value that is changed through methods, by its handle. */
export interface Counter {
  /** Adds to it and gives what it has then. */
  add(n: number): Answer<number>;
}

/** The functions of the Go package `values`. */
export interface ValueFunctions {
  half(x: number): Answer<number>;
  echoText(text: string): Answer<string>;
  echoBytes(bytes: Uint8Array): Answer<Uint8Array>;
  moveItem(item: Item): Answer<Item>;
  items(count: number): Answer<Item[]>;
  sumItems(items: readonly Item[]): Answer<number>;
  echoItems(items: readonly Item[]): Answer<Item[]>;
  /** Gives the map with every value doubled. */
  doubleMap(map: Readonly<Record<string, number>>): Answer<Record<string, number>>;
  /** Throws an Error, or gives a promise that is rejected with one, whose message is `refused: ` and the text. */
  refuse(text: string): Answer<void>;
  /** Calls `f` with 0 to times-1 and adds what it returns. */
  callBack(times: number, f: (x: number) => number): Answer<number>;
  newCounter(start: number): Answer<Counter>;
}

/** What the suite `start` calls first. */
export type StartFunctions = Pick<CallFunctions, "noop">;
