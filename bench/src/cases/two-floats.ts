import { expectSame, type Case, type Functions } from "./case.ts";

/** Two float64 in, one out. */
export const twoFloats: Case<Functions> = {
  name: "add2",
  title: "two floats",
  check({ add2 }) {
    for (const [a, b] of [
      [1, 2],
      [0.1, 0.2],
      [-0, -0],
      [1e308, 1e308],
      [Number.NaN, 1],
    ] as const) {
      expectSame(`add2(${a}, ${b})`, add2(a, b), a + b);
    }
  },
  operation({ add2 }) {
    let i = 0;
    return () => add2(i++, 1.5);
  },
};
