import koffi from "koffi";
import type { CallFunctions } from "../../cases/functions.ts";

/** Hand-written: koffi in Node. */
export function open(path: string): CallFunctions {
  const library = koffi.load(path);
  const noop = library.func("noop", "void", []);
  const add2 = library.func("add2", "double", ["double", "double"]);
  const add = library.func("add", "int64_t", ["int64_t", "int64_t"]);
  const sum = library.func("sum", "double", ["double *", "int64_t"]);
  const normalize = library.func("normalize", "int64_t", ["double *", "int64_t", "double *", "int64_t"]);
  return {
    noop,
    add2,
    // koffi gives a number where it is safe.
    add: (a, b) => BigInt(add(a, b) as number | bigint),
    sum: (numbers) => sum(numbers, numbers.length) as number,
    normalize: (numbers, differences) => normalize(numbers, numbers.length, differences, differences.length) as number,
  };
}
