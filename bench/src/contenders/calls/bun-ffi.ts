/// <reference types="bun" />
import { dlopen, FFIType } from "bun:ffi";
import type { CallFunctions } from "../../cases/functions.ts";

/** Hand-written: bun:ffi in Bun. */
export function open(path: string): CallFunctions {
  const { noop, add2, add, sum, normalize } = dlopen(path, {
    noop: { args: [], returns: "void" },
    add2: { args: ["f64", "f64"], returns: "f64" },
    add: { args: ["i64", "i64"], returns: "i64" },
    sum: { args: ["ptr", "i64"], returns: "f64" },
    normalize: { args: ["ptr", "i64", "ptr", "i64"], returns: FFIType.i64_fast },
  }).symbols;
  return {
    noop,
    add2,
    add,
    sum: (numbers) => sum(numbers, numbers.length),
    normalize: (numbers, differences) => normalize(numbers, numbers.length, differences, differences.length) as number,
  };
}
