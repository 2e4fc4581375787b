import { expectSame, type Case, type Functions } from "./case.ts";

/** Views that take turns: several small ones, so that no compiler takes one for a constant; one where the memory counts. */
function views(size: number): Float64Array[] {
  const ramp = () => Float64Array.from({ length: size }, (_, i) => i + 1);
  return Array.from({ length: size > 1000 ? 1 : 4 }, ramp);
}

/** A slice of float64 in, their sum out. */
export function sumOf(size: number): Case<Functions> {
  return {
    name: `sum:${size}`,
    title: `sum of ${size.toLocaleString("en")}`,
    patience: size > 1000 ? 2 : 1,
    check({ sum }) {
      for (const view of views(size)) {
        expectSame("sum", sum(view), (size * (size + 1)) / 2);
        view[size - 1] = -1;
        expectSame("sum after a change", sum(view), (size * (size - 1)) / 2 - 1);
      }
      const wide = new Float64Array(size + 2).fill(1e9);
      wide.set(views(size)[0]!, 1);
      expectSame("sum of a view with an offset", sum(wide.subarray(1, size + 1)), (size * (size + 1)) / 2);
    },
    operation({ sum }) {
      const all = views(size);
      const mask = all.length - 1;
      let i = 0;
      return () => sum(all[i++ & mask]!);
    },
  };
}

/** A slice of float64 in, another slice of the caller's written. */
export function normalizeOf(size: number): Case<Functions> {
  return {
    name: `normalize:${size}`,
    title: `normalize ${size.toLocaleString("en")}`,
    patience: size > 1000 ? 2 : 1,
    check({ normalize }) {
      const numbers = views(size)[0]!;
      const differences = new Float64Array(size);
      expectSame("normalize", normalize(numbers, differences), size);
      const changed = numbers.findIndex((number, i) => number !== i + 1);
      expectSame("the first input that was changed", changed, -1);
      const wrong = differences.findIndex((difference, i) => difference !== i + 1 - (size + 1) / 2);
      expectSame("the first wrong difference", wrong, -1);
      const short = new Float64Array(3);
      expectSame("normalize into 3", normalize(numbers, short), 3);
      expectSame("the third of 3", short[2], 3 - (size + 1) / 2);
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
