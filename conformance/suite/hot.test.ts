// Calls with memory, text, structs and callbacks, after enough of them for every tier of the engines' compilers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn, open, stats, t } from "topher";
import { unlendable } from "../kit/buffers.ts";
import { leaked } from "../kit/fixture.ts";
import { libraryUrl } from "../kit/library.ts";
import { refuses } from "../kit/refuses.ts";
import type { TypedArrayConstructor } from "../kit/typed-arrays.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const warmUp = 400_000;
const mixed = t.struct({ a: t.i64, b: t.f64 });
const lib = open(libraryUrl("fixture"), {
  bytesSum: fn([t.bytes], t.int),
  sliceSumF64: fn([t.slice(t.f64)], t.f64),
  sliceTwo: fn([t.slice(t.f64), t.slice(t.f64)], t.f64),
  addI64: fn([t.i64, t.i64], t.i64),
  addF64: fn([t.f64, t.f64], t.f64),
  stringLength: fn([t.cstring], t.int),
  stringBytes: fn([t.string], t.int),
  stringUpper: fn([t.cstring], t.cstring, { free: "freeString" }),
  structSumMixed: fn([mixed], t.f64),
  structSetMixed: fn([t.ref(mixed), t.i64], t.f64),
  callbackI64: fn([t.callback([t.i64], t.i64), t.i64], t.i64),
  errorEven: fn([t.i64], t.fallible(t.i64), { free: "freeString" }),
  noop: fn([], t.void),
});

test("bytesSum refuses unlendable views when hot", () => {
  const bytes = Uint8Array.of(1, 2, 3);
  for (let i = 0; i < warmUp; i++) if (lib.bytesSum(bytes) !== 6) assert.fail(`wrong at call ${i}`);
  for (const view of Object.values(unlendable(Uint8Array as TypedArrayConstructor)))
    refuses("TOPHER_BUFFER", () => lib.bytesSum(view as Uint8Array));
  for (const value of [null, undefined, [1], "x", new Int8Array(1), new DataView(new ArrayBuffer(1))]) {
    refuses("TOPHER_TYPE", () => lib.bytesSum(value as never));
  }
  assert.equal(lib.bytesSum(new Uint8Array(0)), 0);
});

test("sliceSumF64 is right for new views of every size when hot", () => {
  for (let i = 0; i < warmUp / 4; i++) {
    const numbers = new Float64Array(i % 200).fill(1);
    if (lib.sliceSumF64(numbers) !== i % 200) assert.fail(`wrong at call ${i}`);
  }
  refuses("TOPHER_TYPE", () => lib.sliceSumF64(new Float32Array(1) as never));
  refuses(
    "TOPHER_TYPE",
    () => lib.sliceSumF64([1, "2" as never]),
    /parameter 1\[1\] must be a number, got string "2"$/,
  );
});

test("sliceTwo takes views and plain arrays in turn when hot", () => {
  const view = Float64Array.of(1, 2, 3);
  for (let i = 0; i < warmUp / 4; i++) {
    if (lib.sliceTwo(view, i % 2 === 0 ? view : [1, 2, 3]) !== 14) assert.fail(`wrong at call ${i}`);
  }
});

test("addI64 takes bigints and numbers in turn when hot", () => {
  for (let i = 0; i < warmUp; i++) {
    const sum = i % 2 === 0 ? lib.addI64(i, 2n ** 40n) : lib.addI64(BigInt(i), 2 ** 40);
    if (sum !== BigInt(i) + 2n ** 40n) assert.fail(`wrong at call ${i}`);
  }
  refuses("TOPHER_RANGE", () => lib.addI64(1.5, 1));
  refuses("TOPHER_RANGE", () => lib.addI64(1, 2n ** 63n));
});

test("addF64 takes small integers and then anything when hot", () => {
  for (let i = 0; i < warmUp; i++) lib.addF64(i, 1);
  assert.ok(Number.isNaN(lib.addF64(Number.NaN, 1)));
  assert.equal(lib.addF64(0.1, 0.2), 0.1 + 0.2);
  assert.ok(Object.is(lib.addF64(-0, -0), -0));
  refuses("TOPHER_TYPE", () => lib.addF64("1" as never, 1));
});

test("stringLength takes text of every length and width when hot", () => {
  for (let i = 0; i < warmUp / 2; i++) {
    const text = i % 2 === 0 ? "x".repeat(i % 50) : "é".repeat(i % 50);
    const bytes = i % 2 === 0 ? i % 50 : (i % 50) * 2;
    if (lib.stringLength(text) !== bytes || lib.stringBytes(text) !== bytes) assert.fail(`wrong at call ${i}`);
  }
  refuses("TOPHER_NUL", () => lib.stringLength("\0"));
  refuses("TOPHER_TYPE", () => lib.stringBytes(1 as never));
});

test("stringUpper frees each of its results when hot", () => {
  for (let i = 0; i < warmUp / 4; i++) if (lib.stringUpper("gopher") !== "GOPHER") assert.fail(`wrong at call ${i}`);
  assert.equal(leaked(), 0);
});

test("structSumMixed and structSetMixed are right when hot", () => {
  const object = { a: 1n, b: 2 };
  for (let i = 0; i < warmUp / 4; i++) {
    if (lib.structSumMixed({ a: 1n, b: 2 }) !== 5) assert.fail(`wrong at call ${i}`);
    lib.structSetMixed(object, BigInt(i));
    if (object.a !== BigInt(i) || object.b !== i + 1) assert.fail(`wrong at call ${i}`);
  }
  refuses("TOPHER_RANGE", () => lib.structSumMixed({ a: 1.5, b: 2 }));
  refuses("TOPHER_UNKNOWN_FIELD", () => lib.structSumMixed({ a: 1, b: 2, bb: 3 } as never));
  refuses("TOPHER_FROZEN", () => lib.structSetMixed(Object.freeze({ a: 1n, b: 2 }), 1n));
});

test("callbackI64 carries values and errors when hot", () => {
  for (let i = 0; i < warmUp / 4; i++)
    if (lib.callbackI64((v) => v + 1n, i) !== BigInt(i + 1)) assert.fail(`wrong at ${i}`);
  const mine = new Error("mine");
  const call = () =>
    lib.callbackI64(() => {
      throw mine;
    }, 1n);
  for (let i = 0; i < 1000; i++) assert.throws(call, (error) => error === mine);
  refuses("TOPHER_RANGE", () => lib.callbackI64(() => 2n ** 63n, 1n));
  refuses("TOPHER_TYPE", () => lib.callbackI64(1 as never, 1n));
  assert.equal(stats().callbacks, 0);
});

test("errorEven throws one time in two when hot", () => {
  for (let i = 0; i < warmUp / 8; i++) {
    if (lib.errorEven(2n) !== 1n) assert.fail(`wrong at call ${i}`);
    if (i % 10 === 0) refuses("TOPHER_GO_ERROR", () => lib.errorEven(1n), "1 is odd");
  }
  assert.equal(leaked(), 0);
});

test("noop refuses arguments when hot", () => {
  for (let i = 0; i < warmUp; i++) lib.noop();
  refuses("TOPHER_ARITY", () => (lib.noop as (x: number) => void)(1));
});

nothingLeft();
