import { expectSame, type Case, type Functions } from "./case.ts";

const most = 2n ** 63n - 1n;

/** Two int64 in, one out, as bigints: the only type of JavaScript that holds them all. */
export const twoInt64: Case<Functions> = {
  name: "add",
  title: "two int64",
  check({ add }) {
    for (const [a, b] of [
      [1n, 2n],
      [-5n, 3n],
      [most - 1n, 1n],
      [-most - 1n, 0n],
      [2n ** 53n, 1n],
      [most, 1n],
    ] as const) {
      expectSame(`add(${a}, ${b})`, add(a, b), BigInt.asIntN(64, a + b));
    }
  },
  operation({ add }) {
    const values = [10n, -3n, 1_000_000n, 2n ** 40n, 5n, -(2n ** 62n), 77n, 123_456_789n];
    let i = 0;
    return () => add(values[i++ & 7]!, 25n);
  },
};
