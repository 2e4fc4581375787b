import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scalars } from "./scalar.ts";
import { Site } from "./site.ts";
import type { ScalarName } from "./type.ts";

const names = Object.keys(scalars) as ScalarName[];
const site = new Site("lib.f: parameter 1");

/** Values of every sort that a program may pass by mistake. */
const anything = fc.oneof(
  fc.anything(),
  fc.double(),
  fc.bigInt(),
  fc.integer(),
  fc.constantFrom(-0, NaN, Infinity, -Infinity, 2 ** 53, 2n ** 63n, 2n ** 64n, -(2n ** 63n) - 1n, 0.5, null, undefined),
);

describe.each(names)("scalar %s", (name) => {
  const row = scalars[name];
  const check = row.check(site, row.rule);
  const decode = row.decode?.(site) ?? ((raw: unknown) => raw);

  test("takes a value exactly or refuses it: what is written to memory reads back as the same", () => {
    const view = new DataView(new ArrayBuffer(8));
    fc.assert(
      fc.property(anything, (value) => {
        let checked: number | bigint;
        try {
          checked = check(value);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^TOPHER_(TYPE|RANGE)$/) });
          return;
        }
        row.set(view, 0, checked);
        const back = decode(row.get(view, 0));
        if (name === "f32") expect(back).toBe(Math.fround(value as number));
        else if (name === "pointer") expect(back).toBe(value === 0n ? null : value);
        else if (typeof value === "number" && typeof back === "bigint") expect(back).toBe(BigInt(value));
        // An integer has no negative zero.
        else if (Object.is(value, -0) && name !== "f64") expect(back).toBe(0);
        else expect(back).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  test("names the place, the rule and what came", () => {
    expect(() => check("x")).toThrow(`lib.f: parameter 1 must be ${row.rule}, got string "x"`);
  });

  test("is as large in memory as its typed array's elements", () => {
    if (row.array !== undefined) expect(row.array.BYTES_PER_ELEMENT).toBe(row.size);
  });
});
