// Slices of every scalar kind: typed arrays are lent, plain arrays are copied in, results belong to JavaScript.
import type { ScalarRow } from "@topher/core/adapter";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fn, open, t, type Symbols } from "topher";
import { bindTable, leaked } from "../kit/fixture.ts";
import { libraryUrl } from "../kit/library.ts";
import { refuses } from "../kit/refuses.ts";
import { familyOf, samples, show } from "../kit/scalar-samples.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const symbols: Record<string, Symbols[string]> = {};
const addresses: Record<string, Symbols[string]> = {};
for (const { suffix, type, row } of samples) {
  const slice = t.slice(type);
  if (suffix !== "Bool" && suffix !== "Pointer") symbols[`sliceSum${suffix}`] = fn([slice], type);
  symbols[`sliceFill${suffix}`] = fn([slice, type], t.void);
  symbols[`sliceReverse${suffix}`] = fn([slice], t.void);
  symbols[`sliceCopy${suffix}`] = fn([slice, slice], t.int);
  symbols[`sliceResult${suffix}`] = fn([t.int], slice, { free: "freeBuffer" });
  if (row.array) addresses[suffix] = fn([slice], t.pointer, { symbol: "sliceAddress" });
}
const lib = bindTable(symbols);
const addressOf = bindTable(addresses);
const { echoPointer } = open(libraryUrl("fixture"), { echoPointer: fn([t.pointer], t.pointer) });

after(() => assert.equal(leaked(), 0, "buffers that nobody freed"));

type TypedArray = InstanceType<NonNullable<ScalarRow["array"]>>;

const counts = [0, 1, 7, 8, 9, 100, 1001];

for (const { kind, suffix, row, rule, good, outOfRange, wrongType } of samples) {
  const { array: Lent, size } = row;
  const family = familyOf(kind);
  const value = good.at(family === "pointer" ? 2 : -2)![0];
  const echoed = good.at(family === "pointer" ? 2 : -2)![1];
  const slice = (symbol: string) => lib[`slice${symbol}${suffix}`]!;

  if (Lent !== undefined) {
    for (const count of counts) {
      test(`sliceFill${suffix} writes ${count} elements, and JavaScript sees them`, () => {
        const lent = new Lent(count);
        slice("Fill")(lent, value);
        assert.ok(Array.from<unknown>(lent).every((each) => Object.is(each, echoed)));
        slice("Reverse")(lent);
        const copy = new Lent(count);
        assert.equal(slice("Copy")(lent, copy), count);
        assert.deepEqual(copy, lent);
      });
    }

    test(`sliceReverse${suffix} works inside a subarray only`, () => {
      const all = slice("Result")(12);
      slice("Reverse")(all.subarray(2, 10));
      const numbers = Array.from(all as ArrayLike<number | bigint>, Number);
      assert.deepEqual(numbers, [0, 1, 9, 8, 7, 6, 5, 4, 3, 2, 10, 11]);
    });

    test(`sliceAddress gets the caller's own ${Lent.name}, wherever it begins`, () => {
      for (const count of counts.slice(1)) {
        const lent: TypedArray = new Lent(count + 3);
        const start: bigint = echoPointer(lent)!;
        assert.equal(addressOf[suffix]!(lent), start);
        assert.equal(addressOf[suffix]!(lent.subarray(3)), start + BigInt(3 * size));
        assert.equal(addressOf[suffix]!(new Lent(lent.buffer as ArrayBuffer, size, 1)), start + BigInt(size));
      }
    });
  }

  test(`sliceCopy${suffix} copies a plain array in, and never back`, () => {
    const values = good.map(([argument]) => argument);
    const before = [...values];
    if (Lent !== undefined) {
      const out = new Lent(values.length + 1);
      assert.equal(slice("Copy")(values, out), values.length);
      good.forEach(([, expected], i) => assert.ok(Object.is(out[i], expected), show(expected)));
    }
    slice("Fill")(values, value);
    slice("Reverse")(values);
    assert.deepEqual(values, before);
  });

  test(`sliceCopy${suffix} takes an empty array`, () => assert.equal(slice("Copy")([], []), 0));

  if (lib[`sliceSum${suffix}`] !== undefined) {
    test(`sliceSum${suffix} is the same for a plain array and a result`, () => {
      const result = slice("Result")(10);
      const one = slice("Sum")([...result]);
      assert.equal(Number(one), 45);
      assert.equal(slice("Sum")(result), one);
      assert.equal(Number(slice("Sum")([])), 0);
    });
  }

  for (const count of [0, 1, 1000]) {
    test(`sliceResult${suffix} gives ${count} elements that belong to JavaScript`, () => {
      const result: unknown = slice("Result")(count);
      if (Lent === undefined) assert.ok(Array.isArray(result));
      else assert.equal(Object.prototype.toString.call(result), `[object ${Lent.name}]`);
      const elements = Array.from(result as ArrayLike<unknown>);
      assert.equal(elements.length, count);
      const type = typeof elements.at(-1);
      assert.equal(type, count === 0 ? "undefined" : count === 1 && family === "pointer" ? "object" : typeof echoed);
      if (family !== "bool") assert.equal(Number(elements.at(2) ?? 2n), 2);
    });
  }

  test(`sliceCopy${suffix} names the element that is out of range`, () => {
    for (const argument of outOfRange) {
      const site = `fixture.sliceCopy${suffix}: parameter 1[2] must be ${rule}`;
      const { message } = refuses("TOPHER_RANGE", () => slice("Copy")([value, value, argument, value], []));
      assert.ok(message.startsWith(site), message);
    }
  });

  test(`sliceCopy${suffix} names the element that is of the wrong type`, () => {
    for (const argument of wrongType) {
      const site = `fixture.sliceCopy${suffix}: parameter 2[1] must be ${rule}`;
      const { message } = refuses("TOPHER_TYPE", () => slice("Copy")([value], [value, argument]));
      assert.ok(message.startsWith(site), message);
    }
  });

  test(`sliceCopy${suffix} refuses an array inside an array`, () => {
    refuses("TOPHER_TYPE", () => slice("Copy")([[value]], []), /parameter 1\[0\] must be .*, got an array of 1(\.|$)/);
    const nested = [Lent === undefined ? new Uint8Array(1) : new Lent(1)];
    if (family !== "pointer") refuses("TOPHER_TYPE", () => slice("Copy")(nested, []), /parameter 1\[0\] must be /);
  });
}

test("sliceResultInt throws where an element is not safe", () => {
  const ints = open(libraryUrl("fixture"), {
    fill: fn([t.slice(t.i64), t.i64], t.void, { symbol: "sliceFillI64" }),
    sum: fn([t.slice(t.i64)], t.int, { symbol: "sliceSumI64" }),
  });
  const wide = new BigInt64Array(2);
  ints.fill(wide, 2n ** 53n);
  refuses("TOPHER_RANGE", () => ints.sum(wide), /^fixture\.sum: result is 18014398509481984, .*Declare t\.i64/);
});

test("sliceCopyU8 takes the memory that both parameters share", () => {
  const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6);
  lib["sliceCopyU8"]!(bytes.subarray(0, 4), bytes.subarray(2));
  assert.deepEqual([...bytes], [1, 2, 1, 2, 3, 4]);
});

test("sliceFillF64 takes a million elements", () => {
  const lent = new Float64Array(1_000_000);
  lib["sliceFillF64"]!(lent, -0);
  assert.ok(lent.every((each) => Object.is(each, -0)));
});

test("sliceCopyF64 takes a plain array of a million elements", () => {
  const out = new Float64Array(1_000_000);
  assert.equal(
    lib["sliceCopyF64"]!(
      Array.from(out, (_, i) => i),
      out,
    ),
    1_000_000,
  );
  assert.ok(out.every((each, i) => each === i));
});

nothingLeft();
