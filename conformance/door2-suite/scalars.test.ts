// Numbers and booleans: the limits of each kind, and what is refused with which sentence.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);

/** The smallest and the largest value, the neighbours outside of them, and the rule as messages have it. */
const integers: Readonly<Record<string, readonly [number, number, string]>> = {
  int8: [-128, 127, "an integer from -128 to 127"],
  int16: [-32768, 32767, "an integer from -32768 to 32767"],
  int32: [-2147483648, 2147483647, "an integer from -2147483648 to 2147483647"],
  uint8: [0, 255, "an integer from 0 to 255"],
  uint16: [0, 65535, "an integer from 0 to 65535"],
  uint32: [0, 4294967295, "an integer from 0 to 4294967295"],
};

const safe: Readonly<Record<string, readonly [number, number, string]>> = {
  int: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, "a safe integer from -9007199254740991 to 9007199254740991"],
  uint: [0, Number.MAX_SAFE_INTEGER, "a safe integer from 0 to 9007199254740991"],
};

const wide: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  uintptr: [0n, 2n ** 64n - 1n],
};

for (const [name, [least, most, rule]] of Object.entries({ ...integers, ...safe })) {
  const at = `features.${name}: parameter 1 (n) must be ${rule}, got`;
  const advice = name in safe ? ". int64 in Go has the whole range" : "";

  test(`${name} gives its limits back`, () => {
    for (const n of [least, least + 1, 0, 1, most - 1, most]) assert.equal(call[name]!(n), n);
  });

  test(`${name} makes 0 of -0`, () => assert.equal(call[name]!(-0), 0));

  test(`${name} refuses what lies outside of its limits`, () => {
    for (const n of [least - 1, most + 1, Infinity, -Infinity, 2 ** 70]) {
      refuses("TOPHER_RANGE", () => call[name]!(n), `${at} number ${n}${advice}`);
    }
  });

  test(`${name} refuses fractions and NaN`, () => {
    for (const n of [0.5, 1e-9, NaN]) {
      refuses("TOPHER_RANGE", () => call[name]!(n), `${at} number ${n}${advice}`);
    }
  });

  test(`${name} refuses what is no number`, () => {
    refuses("TOPHER_TYPE", () => call[name]!("7"), `${at} string "7"`);
    refuses("TOPHER_TYPE", () => call[name]!(7n), `${at} bigint 7n`);
    refuses("TOPHER_TYPE", () => call[name]!(true), `${at} boolean true`);
    refuses("TOPHER_TYPE", () => call[name]!(null), `${at} null`);
    refuses("TOPHER_TYPE", () => call[name]!(undefined), `${at} undefined`);
    refuses("TOPHER_TYPE", () => call[name]!({ valueOf: () => 7 }), `${at} an object`);
  });
}

for (const [name, [least, most]] of Object.entries(wide)) {
  const at = `features.${name}: parameter 1 (n) must be a bigint, or an integer number that is safe, from ${least} to ${most}, got`;

  test(`${name} gives its limits back`, () => {
    for (const n of [least, least + 1n, 0n, 1n, 2n ** 53n + 1n, most - 1n, most]) assert.equal(call[name]!(n), n);
  });

  test(`${name} takes safe integers as numbers`, () => {
    for (const n of [0, -0, 1, Number.MAX_SAFE_INTEGER]) assert.equal(call[name]!(n), BigInt(n));
  });

  test(`${name} refuses what lies outside of its limits`, () => {
    for (const n of [least - 1n, most + 1n]) refuses("TOPHER_RANGE", () => call[name]!(n), `${at} bigint ${n}n`);
    for (const n of [2 ** 53, 1.5, NaN, Infinity]) refuses("TOPHER_RANGE", () => call[name]!(n), `${at} number ${n}`);
  });

  test(`${name} refuses what is no number`, () => {
    refuses("TOPHER_TYPE", () => call[name]!("7"), `${at} string "7"`);
    refuses("TOPHER_TYPE", () => call[name]!(null), `${at} null`);
  });
}

const floats = [0, -0, 1.5, -1.5, NaN, Infinity, -Infinity];

test("float64 gives every number back, exactly", () => {
  for (const x of [...floats, Number.MAX_VALUE, Number.MIN_VALUE, 0.1]) assert.ok(Object.is(f.float64(x), x), `${x}`);
});

test("float32 gives what fits back, and rounds the rest", () => {
  for (const x of floats) assert.ok(Object.is(f.float32(x), x), `${x}`);
  assert.equal(f.float32(0.1), Math.fround(0.1));
});

test("float32 refuses a finite number that would become infinite", () => {
  const rule = "features.float32: parameter 1 (x) must be a number within the range of float32, got";
  refuses("TOPHER_RANGE", () => f.float32(1e39), `${rule} number 1e+39`);
  refuses("TOPHER_TYPE", () => call["float32"]!("1"), `${rule} string "1"`);
});

test("float64 refuses what is no number", () => {
  refuses(
    "TOPHER_TYPE",
    () => call["float64"]!(1n),
    "features.float64: parameter 1 (x) must be a number, got bigint 1n",
  );
});

test("bool takes and gives booleans", () =>
  assert.deepEqual([f.bool(true), f.bool(false), f.not(true)], [true, false, false]));

test("bool refuses everything else", () => {
  const at = "features.bool: parameter 1 (b) must be a boolean, got";
  refuses("TOPHER_TYPE", () => call["bool"]!(1), `${at} number 1`);
  refuses("TOPHER_TYPE", () => call["bool"]!("true"), `${at} string "true"`);
  refuses("TOPHER_TYPE", () => call["bool"]!(null), `${at} null`);
  refuses("TOPHER_TYPE", () => call["bool"]!(Symbol("x")), `${at} a symbol`);
});

test("rune gives the text of a code point", () => {
  assert.equal(f.rune(0x1f600), "😀");
  assert.equal(f.rune(65), "A");
  assert.equal(f.rune(-1), "\ufffd");
});

test("maxInt fails, because no number holds its result", () => {
  refuses(
    "TOPHER_RANGE",
    () => f.maxInt(),
    "features.maxInt: the int 9223372036854775807 is not a safe integer; int64 crosses as a bigint",
  );
});

test("maxInt leaves the next call alone", () => {
  assert.throws(() => f.maxInt());
  assert.equal(f.add(1, 2), 3);
});

test("safeInt gives the largest int that crosses", () => assert.equal(f.safeInt(), Number.MAX_SAFE_INTEGER));

test("add refuses a sum that no number holds", () => {
  refuses("TOPHER_RANGE", () => f.add(Number.MAX_SAFE_INTEGER, 1), /^features\.add: the int 9007199254740992 is not/);
});

test("add refuses a wrong number of arguments", () => {
  refuses("TOPHER_ARITY", () => call["add"]!(1), "features.add: takes 2 arguments, got 1");
  refuses("TOPHER_ARITY", () => call["add"]!(1, 2, 3), "features.add: takes 2 arguments, got 3");
  refuses("TOPHER_ARITY", () => call["nothing"]!(1), "features.nothing: takes 0 arguments, got 1");
});

test("add names the second parameter", () => {
  refuses("TOPHER_TYPE", () => call["add"]!(1, "2"), /^features\.add: parameter 2 \(b\) must be a safe integer/);
});

test("divMod gives two results", () => assert.deepEqual(f.divMod(-7, 2), [-3, -1]));

test("scalars takes and gives one value of each width", () => {
  assert.deepEqual(f.scalars(-128, 255, -32768, 65535, -(2 ** 31), 2 ** 32 - 1, -(2n ** 63n), 2n ** 64n - 1n), [
    -128,
    255,
    -32768,
    65535,
    -(2 ** 31),
    2 ** 32 - 1,
    -(2n ** 63n),
    2n ** 64n - 1n,
  ]);
});

test("scalars names the parameter that is wrong", () => {
  refuses(
    "TOPHER_RANGE",
    () => f.scalars(0, 0, 0, 70_000, 0, 0, 0, 0),
    /^features\.scalars: parameter 4 \(d\) must be/,
  );
});

test("nothing takes and gives nothing", () => assert.equal(f.nothing(), undefined));

test("count is called once for each call", () => {
  const first = f.count();
  assert.deepEqual([f.count(), f.count()], [first + 1, first + 2]);
});

test("negate keeps the sign of 0", () => assert.ok(Object.is(f.negate(0), -0)));

test("sumOf takes any number of arguments", () => {
  assert.equal(f.sumOf(1), 1);
  assert.equal(f.sumOf(1, 2, 3), 6);
  assert.equal(f.sumOf(...(Array.from({ length: 1000 }, () => 1) as [number])), 1000);
});

test("sumOf refuses none, and names the element that is wrong", () => {
  refuses("TOPHER_ARITY", () => call["sumOf"]!(), "features.sumOf: takes at least 1 argument, got 0");
  refuses(
    "TOPHER_TYPE",
    () => call["sumOf"]!(1, 2, "3"),
    'features.sumOf: parameter 2 (rest)[1] must be a number, got string "3"',
  );
});

nothingLeft();
