import { expect, it } from "vitest";
import { summarize } from "./summary.ts";

it("gives the best of all, the median of the medians and half the distance of their quartiles", () => {
  const samples = [10, 11, 12, 13, 14].map((median) => ({ best: median - 1, median }));
  expect(summarize(samples)).toEqual({ best: 9, median: 12, spread: 1 / 12, processes: 5 });
});
