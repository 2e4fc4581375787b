import fc from "fast-check";
import { expect, test } from "vitest";
import { byComparison, byTruncation } from "./fits.ts";

const around = [0n, 2n ** 53n, 2n ** 63n, 2n ** 64n, 2n ** 65n].flatMap((power) => [-power, power]);
const near = fc.tuple(fc.constantFrom(...around), fc.bigInt(-2n, 2n)).map(([power, beside]) => power + beside);

test("both ways say the same of every bigint", () => {
  fc.assert(
    fc.property(fc.oneof(near, fc.bigInt()), (value) => {
      expect(byTruncation.int64(value)).toBe(byComparison.int64(value));
      expect(byTruncation.uint64(value)).toBe(byComparison.uint64(value));
    }),
    { numRuns: 2000 },
  );
});

test("int64 and uint64 end where Go's do", () => {
  for (const { int64, uint64 } of [byComparison, byTruncation]) {
    expect([-(2n ** 63n) - 1n, -(2n ** 63n), 2n ** 63n - 1n, 2n ** 63n].map(int64)).toEqual([false, true, true, false]);
    expect([-1n, 0n, 2n ** 64n - 1n, 2n ** 64n].map(uint64)).toEqual([false, true, true, false]);
  }
});
