import process from "node:process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { properties } from "./properties.fixture.ts";
import { Refusal } from "./refusal.ts";
import { anyShape, roundTrip } from "./shape.fixture.ts";

// More by TOPHER_FUZZ_RUNS; a failure prints the seed that TOPHER_SEED repeats.
const numRuns = Number(process.env["TOPHER_FUZZ_RUNS"] ?? 300);
const options = {
  numRuns,
  ...(process.env["TOPHER_SEED"] !== undefined && { seed: Number(process.env["TOPHER_SEED"]) }),
};

for (const [name, property] of Object.entries(properties())) test(name, () => fc.assert(property, options));

test("any value that is written is written or refused, and comes back", () => {
  const anything = fc.anything({
    withDate: true,
    withBigInt: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
  });
  fc.assert(
    fc.property(anything, (value) => {
      try {
        roundTrip(anyShape, value);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
    options,
  );
});
