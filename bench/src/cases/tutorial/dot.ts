import { expectSame, type Case } from "../case.ts";
import type { TutorialFunctions } from "../functions.ts";

const ways = {
  dot: { name: "dot", title: "dot product" },
  dotOnCores: { name: "dot-cores", title: "dot product on all cores" },
} as const;

/** The dot product of two slices of small integers, so that every order of adding gives exactly the same. */
export function dotProduct(size: number, way: keyof typeof ways): Case<TutorialFunctions> {
  const { name, title } = ways[way];
  return {
    name: `${name}:${size}`,
    title,
    about: `Two slices of ${size.toLocaleString("en")} float64 in, the sum of their products out. The numbers are small integers, so every order of adding gives the same.`,
    heavy: true,
    async check({ [way]: dot }) {
      const [a, b] = [repeated(7, 1000), repeated(11, 997)];
      expectSame("dot of 1000 and 997 numbers", await dot(a, b), resultFor(997));
      expectSame("dot of 997 and 1000 numbers", await dot(b, a), resultFor(997));
      b[996]! += 1000;
      expectSame("dot after a change", await dot(a, b), resultFor(997) + 1000 * a[996]!);
    },
    operation({ [way]: dot }) {
      const [a, b] = [repeated(7, size), repeated(11, size)];
      const expected = resultFor(size);
      let i = 0;
      return async () => expectSame("dot", await (i++ & 1 ? dot(b, a) : dot(a, b)), expected);
    },
  };
}

/** 0 to period-1 again and again: a block that is copied, each time twice as much. */
function repeated(period: number, size: number): Float64Array {
  const numbers = new Float64Array(size);
  const block = Math.min(size, period * 1000);
  for (let i = 0; i < block; i++) numbers[i] = i % period;
  for (let done = block; done < size; done *= 2) numbers.copyWithin(done, 0, done);
  return numbers;
}

/** The products repeat after 7 * 11. */
function resultFor(size: number): number {
  const sum = (n: number) => {
    let total = 0;
    for (let i = 0; i < n; i++) total += (i % 7) * (i % 11);
    return total;
  };
  return Math.floor(size / 77) * sum(77) + sum(size % 77);
}
