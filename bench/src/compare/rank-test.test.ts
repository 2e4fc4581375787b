import { expect, it } from "vitest";
import { leastProbability, rankTest } from "./rank-test.ts";

// The exact probabilities are those of published tables: 2 of C(10, 5), 2 of C(6, 3).
it("gives the exact probability of groups that do not overlap", () => {
  expect(rankTest([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])).toBeCloseTo(2 / 252, 12);
  expect(rankTest([6, 7, 8, 9, 10], [1, 2, 3, 4, 5])).toBeCloseTo(2 / 252, 12);
  expect(rankTest([1, 2, 3], [4, 5, 6])).toBeCloseTo(2 / 20, 12);
});

it("gives the exact probability of groups that do", () => {
  // Rank sums of 3 of 6 up to 7: {1,2,3} and {1,2,4}.
  expect(rankTest([1, 2, 4], [3, 5, 6])).toBeCloseTo(4 / 20, 12);
});

it("sees no difference where there is none", () => {
  expect(rankTest([1, 2, 3, 4], [1, 2, 3, 4])).toBe(1);
  expect(rankTest([5, 5, 5], [5, 5, 5])).toBe(1);
});

it("knows what groups can show at most", () => {
  expect(leastProbability(3, 3)).toBeCloseTo(0.1, 12);
  expect(leastProbability(15, 15)).toBeCloseTo(2 / 155_117_520, 20);
});
