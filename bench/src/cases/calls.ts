import { expectSame, type Case } from "./case.ts";
import type { CallFunctions } from "./functions.ts";

const noOp: Case<CallFunctions> = {
  name: "noop",
  title: "no-op",
  about: "A function that takes nothing, does nothing and gives nothing: the crossing.",
  check: async ({ noop }) => expectSame("noop()", await noop(), undefined),
  operation:
    ({ noop }) =>
    () =>
      noop(),
};

const twoFloats: Case<CallFunctions> = {
  name: "add2",
  title: "two floats",
  about: "Two float64 in, their sum out; also for infinity, NaN and a zero below zero.",
  async check({ add2 }) {
    for (const [a, b] of [
      [1, 2],
      [0.1, 0.2],
      [-0, -0],
      [1e308, 1e308],
      [Number.NaN, 1],
    ] as const) {
      expectSame(`add2(${a}, ${b})`, await add2(a, b), a + b);
    }
  },
  operation({ add2 }) {
    let i = 0;
    return () => add2(i++, 1.5);
  },
};

const most = 2n ** 63n - 1n;

const twoInt64: Case<CallFunctions> = {
  name: "add",
  title: "two int64",
  about:
    "Two int64 in, their sum out, as bigints: the only type of JavaScript that holds them all. The sum wraps around as in Go.",
  async check({ add }) {
    for (const [a, b] of [
      [1n, 2n],
      [-5n, 3n],
      [most - 1n, 1n],
      [-most - 1n, 0n],
      [2n ** 53n, 1n],
      [most, 1n],
    ] as const) {
      expectSame(`add(${a}, ${b})`, await add(a, b), BigInt.asIntN(64, a + b));
    }
  },
  operation({ add }) {
    const values = [10n, -3n, 1_000_000n, 2n ** 40n, 5n, -(2n ** 62n), 77n, 123_456_789n];
    let i = 0;
    return () => add(values[i++ & 7]!, 25n);
  },
};

function sumOf(size: number): Case<CallFunctions> {
  return {
    name: `sum:${size}`,
    title: `sum of ${size.toLocaleString("en")}`,
    about: `A slice of ${size.toLocaleString("en")} float64 in, their sum out; also after one of them has changed, and of a part of an array.`,
    async check({ sum }) {
      for (const view of views(size)) {
        expectSame("sum", await sum(view), (size * (size + 1)) / 2);
        view[size - 1] = -1;
        expectSame("sum after a change", await sum(view), (size * (size - 1)) / 2 - 1);
      }
      const wide = new Float64Array(size + 2).fill(1e9);
      wide.set(ramp(size), 1);
      expectSame("sum of a view with an offset", await sum(wide.subarray(1, size + 1)), (size * (size + 1)) / 2);
    },
    operation({ sum }) {
      const all = views(size);
      const mask = all.length - 1;
      let i = 0;
      return () => sum(all[i++ & mask]!);
    },
  };
}

function normalizeOf(size: number): Case<CallFunctions> {
  const mean = (size + 1) / 2;
  return {
    name: `normalize:${size}`,
    title: `normalize ${size.toLocaleString("en")}`,
    about: `A slice of ${size.toLocaleString("en")} float64 in, the difference of each to their mean written into another slice of the caller's.`,
    patience: size > 1000 ? 2 : 1,
    // Those who carry the numbers to a process and back take seconds.
    ...(size >= 10_000_000 ? { heavy: true } : {}),
    async check({ normalize }) {
      const numbers = ramp(size);
      const differences = new Float64Array(size);
      expectSame("normalize", await normalize(numbers, differences), size);
      for (let i = 0; i < size; i++) {
        if (numbers[i] !== i + 1) expectSame(`the input at ${i} afterwards`, numbers[i], i + 1);
        if (differences[i] !== i + 1 - mean) expectSame(`the difference at ${i}`, differences[i], i + 1 - mean);
      }
      const few = ramp(8);
      const short = new Float64Array(3);
      expectSame("normalize into 3", await normalize(few, short), 3);
      expectSame("the third of 3", short[2], 3 - 4.5);
    },
    operation({ normalize }) {
      const all = views(size);
      const mask = all.length - 1;
      const differences = new Float64Array(size);
      let i = 0;
      return () => normalize(all[i++ & mask]!, differences);
    },
  };
}

/** Views that take turns: several small ones, so that no compiler takes one for a constant; one where the memory counts. */
function views(size: number): Float64Array[] {
  return Array.from({ length: size > 1000 ? 1 : 4 }, () => ramp(size));
}

function ramp(size: number): Float64Array {
  const numbers = new Float64Array(size);
  for (let i = 0; i < size; i++) numbers[i] = i + 1;
  return numbers;
}

/** Numbers and slices of numbers: nothing has to be converted. */
export const calls: readonly Case<CallFunctions>[] = [
  noOp,
  twoFloats,
  twoInt64,
  sumOf(8),
  ...[8, 1000, 100_000, 1_000_000, 10_000_000].map(normalizeOf),
];
