/// <reference types="deno" />
import type { CallFunctions } from "../../cases/functions.ts";

/** Hand-written: Deno.dlopen in Deno. */
export function open(path: string): CallFunctions {
  const { noop, add2, add, sum, normalize } = Deno.dlopen(path, {
    noop: { parameters: [], result: "void" },
    add2: { parameters: ["f64", "f64"], result: "f64" },
    add: { parameters: ["i64", "i64"], result: "i64" },
    sum: { parameters: ["buffer", "i64"], result: "f64" },
    normalize: { parameters: ["buffer", "i64", "buffer", "i64"], result: "i64" },
  }).symbols;
  return {
    noop,
    add2,
    add,
    // Deno passes a bigint twice as fast as a number.
    sum: (numbers) => sum(numbers as Float64Array<ArrayBuffer>, BigInt(numbers.length)),
    normalize: (numbers, differences) =>
      Number(
        normalize(
          numbers as Float64Array<ArrayBuffer>,
          BigInt(numbers.length),
          differences as Float64Array<ArrayBuffer>,
          BigInt(differences.length),
        ),
      ),
  };
}
