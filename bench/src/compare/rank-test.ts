import { wilcoxonRankSum } from "simple-statistics";

/**
 * The Wilcoxon–Mann–Whitney test: how probable it is that two groups of one distribution differ so much or more in their ranks. Exact,
 * because the groups are small; values that are equal share their ranks, which only makes it more careful.
 */
export function rankTest(one: readonly number[], other: readonly number[]): number {
  const sum = wilcoxonRankSum([...one], [...other]);
  const ways = waysToSum(one.length, one.length + other.length);
  const all = ways.reduce((total, count) => total + count, 0);
  const below = ways.slice(0, Math.floor(sum) + 1).reduce((total, count) => total + count, 0);
  const above = ways.slice(Math.ceil(sum)).reduce((total, count) => total + count, 0);
  return Math.min(1, (2 * Math.min(below, above)) / all);
}

/** The smallest probability that groups of these sizes can show. */
export function leastProbability(one: number, other: number): number {
  return Math.min(1, 2 / waysToSum(one, one + other).reduce((total, count) => total + count, 0));
}

const known = new Map<string, number[]>();

/** For each sum, in how many ways `size` of the ranks 1 to `all` add up to it. */
function waysToSum(size: number, all: number): number[] {
  const key = `${size} of ${all}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const most = (size * (2 * all - size + 1)) / 2;
  const ways = Array.from({ length: size + 1 }, () => Array.from({ length: most + 1 }, () => 0));
  ways[0]![0] = 1;
  for (let rank = 1; rank <= all; rank++) {
    for (let count = Math.min(size, rank); count > 0; count--) {
      for (let sum = most; sum >= rank; sum--) ways[count]![sum]! += ways[count - 1]![sum - rank]!;
    }
  }
  known.set(key, ways[size]!);
  return ways[size]!;
}
