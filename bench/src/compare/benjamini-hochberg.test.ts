import { expect, it } from "vitest";
import { benjaminiHochberg } from "./benjamini-hochberg.ts";

// By hand: each times 4 / its rank, and none above a larger one.
it("corrects by rank and keeps the order", () => {
  const corrected = benjaminiHochberg([0.01, 0.04, 0.03, 0.5]);
  for (const [at, expected] of [0.04, 0.04 * (4 / 3), 0.04 * (4 / 3), 0.5].entries()) {
    expect(corrected[at]).toBeCloseTo(expected, 12);
  }
});

it("leaves one alone", () => {
  expect(benjaminiHochberg([0.02])).toEqual([0.02]);
  expect(benjaminiHochberg([])).toEqual([]);
});
