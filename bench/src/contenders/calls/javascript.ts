import type { CallFunctions } from "../../cases/functions.ts";

/** The same in JavaScript: what a compiler of it makes of functions so small. */
export function open(): CallFunctions {
  return {
    noop() {},
    add2: (a, b) => a + b,
    add: (a, b) => BigInt.asIntN(64, a + b),
    sum: total,
    normalize(numbers, differences) {
      if (numbers.length === 0) return 0;
      const mean = total(numbers) / numbers.length;
      const n = Math.min(numbers.length, differences.length);
      for (let i = 0; i < n; i++) differences[i] = numbers[i]! - mean;
      return n;
    },
  };
}

function total(numbers: Float64Array): number {
  let sum = 0;
  // oxlint-disable-next-line typescript/prefer-for-of -- an iterator is several times slower here
  for (let i = 0; i < numbers.length; i++) sum += numbers[i]!;
  return sum;
}
