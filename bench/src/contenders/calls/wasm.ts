import type { CallFunctions } from "../../cases/functions.ts";
import { instantiate } from "../transport/instance.ts";

type Exports = Pick<CallFunctions, "noop" | "add2" | "add"> & {
  sum(count: number): number;
  normalize(count: number, space: number): number;
};

/** The Go package `work` as WebAssembly: slices are copied into Go's memory, and out of it. */
export async function open(file: string): Promise<CallFunctions> {
  const { exports, put, space } = await instantiate<Exports>(file);
  const { noop, add2, add, sum, normalize } = exports;
  return {
    noop,
    add2,
    add,
    sum(numbers) {
      put(0, numbers);
      return sum(numbers.length);
    },
    normalize(numbers, differences) {
      put(0, numbers);
      const take = space(1, differences.length);
      const count = normalize(numbers.length, differences.length);
      take(differences, count);
      return count;
    },
  };
}
