// Calls as a whole: their arguments' number and order, and more of them than there are registers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn, open, t } from "topher";
import { bindTable } from "../kit/fixture.ts";
import { libraryUrl } from "../kit/library.ts";
import { refuses } from "../kit/refuses.ts";
import { familyOf, limits, samples, show } from "../kit/scalar-samples.ts";
import { weighted } from "../kit/struct-values.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const adding = samples.filter(({ kind }) => kind !== "bool" && kind !== "pointer");
const lib = bindTable({
  ...Object.fromEntries(
    adding.map(({ suffix, type }) => [`add${suffix}`, fn([type, type], type, { params: ["a", "b"] })]),
  ),
  flipBool: fn([t.bool], t.bool),
  noop: fn([], t.void),
});
const i64s = [t.i64, t.i64, t.i64, t.i64, t.i64, t.i64, t.i64, t.i64, t.i64, t.i64] as const;
const f64s = [t.f64, t.f64, t.f64, t.f64, t.f64, t.f64, t.f64, t.f64, t.f64, t.f64] as const;
const f32s = [t.f32, t.f32, t.f32, t.f32, t.f32, t.f32, t.f32, t.f32, t.f32, t.f32] as const;
const narrow = [t.i8, t.u8, t.i16, t.u16, t.bool, t.i32, t.i8, t.u8, t.i16, t.u16, t.bool, t.u32] as const;
const mixed = [t.bool, t.i8, t.u16, t.i32, t.u32, t.i64, t.u64, t.f32, t.f64, t.int, t.u8, t.f64] as const;
const many = open(libraryUrl("fixture"), {
  manyInts: fn(i64s, t.i64),
  manyFloats: fn(f64s, t.f64),
  manyF32: fn(f32s, t.f64),
  manyNarrow: fn(narrow, t.f64),
  manyScalars: fn(mixed, t.f64),
});

for (const { kind, suffix, good, outOfRange, wrongType, rule } of adding) {
  const symbol = `add${suffix}`;
  const add = lib[symbol]!;
  const family = familyOf(kind);
  const one = family === "wide" ? 1n : 1;

  test(`${symbol} adds`, () => {
    assert.equal(Number(add(one, one)), 2);
    if (family === "wide" || family === "narrow") {
      const [min, max] = limits(kind);
      const bits = family === "wide" ? (n: bigint) => n : Number;
      assert.equal(add(bits(max), bits(1n)), bits(min));
    }
  });

  if (family === "safe") {
    test(`${symbol} throws where Go's result is not safe, and names the way out`, () => {
      const most = Number.MAX_SAFE_INTEGER;
      const wide = kind === "int" ? "int64" : "uint64";
      const way = new RegExp(`^fixture\\.${symbol}: result .*9007199254740992.*Declare t\\.${kind[0]}64 .Go ${wide}.`);
      assert.equal(add(most - 1, 1), most);
      refuses("TOPHER_RANGE", () => add(most, 1), way);
      refuses("TOPHER_RANGE", () => add(most, most), /result .*18014398509481982/);
      if (kind === "int") {
        assert.equal(add(-most, 0), -most);
        refuses("TOPHER_RANGE", () => add(-most, -1), /result .*-9007199254740992/);
      }
    });
  }

  for (const wrong of [outOfRange[0], wrongType[0], wrongType.at(-1)]) {
    if (wrong === undefined) continue;
    test(`${symbol} names its second parameter when that is ${show(wrong)}`, () => {
      const code = wrong === outOfRange[0] ? "TOPHER_RANGE" : "TOPHER_TYPE";
      const { message } = refuses(code, () => add(good[0]![0], wrong));
      assert.ok(message.startsWith(`fixture.${symbol}: parameter 2 (b) must be ${rule}`), message);
    });
  }

  for (const count of [0, 1, 3, 20]) {
    test(`${symbol} refuses ${count} arguments`, () => {
      const args = Array.from({ length: count }, () => one);
      refuses("TOPHER_ARITY", () => add(...args), `fixture.${symbol}: takes 2 arguments, got ${count}`);
    });
  }
}

test("flipBool turns a boolean around", () => {
  assert.equal(lib["flipBool"]!(true), false);
  assert.equal(lib["flipBool"]!(false), true);
  refuses("TOPHER_ARITY", () => lib["flipBool"]!(), "fixture.flipBool: takes 1 argument, got 0");
});

test("noop gives undefined, and refuses any argument", () => {
  assert.equal(lib["noop"]!(), undefined);
  refuses("TOPHER_ARITY", () => lib["noop"]!(undefined), "fixture.noop: takes 0 arguments, got 1");
});

test("noop needs no this", () => {
  const { noop } = lib;
  assert.equal(noop!.call({ anything: 1 }), undefined);
  assert.equal([undefined].map(() => noop!())[0], undefined);
});

test("manyInts passes integers in registers and on the stack", () => {
  const args = [1n, -2n, 3n, -4n, 5n, -6n, 7n, -8n, 9n, -10n] as const;
  assert.equal(many.manyInts(...args), BigInt(weighted(args)));
  assert.equal(many.manyInts(0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 2n ** 59n), 10n * 2n ** 59n);
});

test("manyFloats passes floats in registers and on the stack", () => {
  const args = [1.5, 2.25, 3, 4, 5, 6, 7, 8, 9.125, 10] as const;
  assert.equal(many.manyFloats(...args), weighted(args));
});

test("manyF32 passes half as wide floats in places as wide", () => {
  const args = [1.5, 2.25, 3, 4, 5, 6, 7, 8, 9.125, 10] as const;
  assert.equal(many.manyF32(...args), weighted(args));
});

test("manyNarrow passes narrow integers, negative ones too", () => {
  const args = [-128, 255, -32_768, 65_535, true, -2_147_483_648, 127, 1, 32_767, 2, false, 4_294_967_295] as const;
  assert.equal(many.manyNarrow(...args), weighted(args));
});

test("manyScalars passes every kind in one call", () => {
  const args = [true, -8, 16, -32, 32, -64n, 64n, 0.5, 0.25, -53, 8, 1e6] as const;
  assert.equal(many.manyScalars(...args), weighted(args));
});

test("manyScalars names the parameter that is wrong, and Go is not called", () => {
  const args = [true, -8, 16, -32, 32, -64n, 64n, 0.5, 0.25, -53, 256, 1e6] as const;
  const message = "fixture.manyScalars: parameter 11 must be an integer from 0 to 255, got number 256";
  refuses("TOPHER_RANGE", () => many.manyScalars(...args), message);
});

test("manyScalars names the first of several wrong parameters", () => {
  const wrong = Array.from({ length: 12 }, () => "x") as never as Parameters<typeof many.manyScalars>;
  refuses("TOPHER_TYPE", () => many.manyScalars(...wrong), /: parameter 1 must be a boolean, got string "x"$/);
});

test("open takes the name for messages as an option", () => {
  const named = open(libraryUrl("fixture"), { echoI8: fn([t.i8], t.i8) }, { name: "mathx" });
  refuses("TOPHER_RANGE", () => named.echoI8(128), /^mathx\.echoI8: parameter 1 must be /);
});

test("open takes another name for a symbol", () => {
  const renamed = open(libraryUrl("fixture"), { plus: fn([t.i64, t.i64], t.i64, { symbol: "addI64" }) });
  assert.equal(renamed.plus(1n, 2n), 3n);
  refuses("TOPHER_ARITY", () => (renamed.plus as () => bigint)(), "fixture.plus: takes 2 arguments, got 0");
});

nothingLeft();
