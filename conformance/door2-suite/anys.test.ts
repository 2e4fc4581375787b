// Values whose type only the running program knows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, goInt, Handle, same } from "topher";
import * as f from "../../dist/door2/features/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);

/** What each value is in Go, and what it is when it comes back where that is something else. */
const values: readonly (readonly [string, unknown, string, unknown?])[] = [
  ["null", null, "<nil>"],
  ["undefined", undefined, "<nil>", null],
  ["a boolean", true, "bool"],
  ["a number", 1.5, "float64"],
  ["-0", -0, "float64"],
  ["an integer", 7, "float64"],
  ["goInt(7)", goInt(7), "int", 7],
  ["a bigint", 7n, "int64"],
  ["the smallest bigint", -(2n ** 63n), "int64"],
  ["text", "a\0😀", "string"],
  ["a Date", new Date(5), "time.Time"],
  ["bytes", Uint8Array.of(1, 2), "[]uint8"],
  ["an Int8Array", Int8Array.of(-1), "[]int8"],
  ["an Int16Array", Int16Array.of(-1), "[]int16"],
  ["an Int32Array", Int32Array.of(-1), "[]int32"],
  ["a BigInt64Array", BigInt64Array.of(-1n), "[]int64"],
  ["a Uint16Array", Uint16Array.of(1), "[]uint16"],
  ["a Uint32Array", Uint32Array.of(1), "[]uint32"],
  ["a BigUint64Array", BigUint64Array.of(1n), "[]uint64"],
  ["a Float32Array", Float32Array.of(0.5), "[]float32"],
  ["a Float64Array", Float64Array.of(0.5, NaN), "[]float64"],
  ["an array", [1, "a", null, [true]], "[]interface {}"],
  ["an empty array", [], "[]interface {}"],
  ["an object", { a: 1, b: { c: [2n] } }, "map[string]interface {}"],
  ["an empty object", {}, "map[string]interface {}"],
  [
    "a Map",
    new Map<unknown, unknown>([
      ["a", 1],
      [2, "b"],
      [true, null],
    ]),
    "map[interface {}]interface {}",
  ],
  ["goInt inside", [goInt(1), { a: goInt(2) }], "[]interface {}", [1, { a: 2 }]],
];

for (const [what, value, type, back] of values) {
  test(`echoAny gives ${what} back`, () =>
    assert.deepEqual(f.echoAny(value as never), back === undefined ? (value ?? null) : back));
  test(`typeName is ${type} for ${what}`, () => assert.equal(f.typeName(value as never), type));
}

const rule =
  "must be null, a boolean, number, bigint, string, goInt(x), Date, typed array, array, plain object, Map, function, error or handle, got";
const refused: readonly (readonly [unknown, string])[] = [
  [Symbol("x"), "a symbol"],
  [new (class A {})(), "an object of class A"],
  [new Set(), "an object of class Set"],
  [/x/, "an object of class RegExp"],
  [new ArrayBuffer(1), "an object of class ArrayBuffer"],
  [new DataView(new ArrayBuffer(1)), "a DataView"],
  [new Uint8ClampedArray(1), "Uint8ClampedArray(1)"],
  [Promise.resolve(1), "an object of class Promise"],
];

for (const [value, text] of refused) {
  test(`echoAny refuses ${text}`, () => {
    refuses("TOPHER_TYPE", () => call["echoAny"]!(value), `features.echoAny: parameter 1 (v) ${rule} ${text}`);
    refuses(
      "TOPHER_TYPE",
      () => call["echoAny"]!({ a: [value] }),
      `features.echoAny: parameter 1 (v).a[0] ${rule} ${text}`,
    );
  });
}

test("echoAny refuses bigints that are no int64", () => {
  for (const n of [2n ** 63n, -(2n ** 63n) - 1n]) refuses("TOPHER_RANGE", () => f.echoAny(n));
});

test("echoAny refuses an invalid Date", () =>
  void refuses("TOPHER_RANGE", () => f.echoAny([new Date(NaN)]), /parameter 1 \(v\)\[0\] must be a valid Date/));

test("echoAny refuses keys that Go cannot compare", () => {
  refuses(
    "TOPHER_KEYS",
    () => f.echoAny(new Map([[[1], 2]]) as never),
    "features.echoAny: a []interface {} cannot be the key of a map",
  );
  refuses("TOPHER_KEYS", () => f.echoAny(new Map([[{}, 2]]) as never), /cannot be the key of a map$/);
});

test("echoAny and echoObject refuse cycles", () => {
  const list: any[] = [];
  list.push(list);
  const object: any = {};
  object.a = { b: object };
  refuses("TOPHER_CYCLE", () => f.echoAny(list), /^features\.echoAny: parameter 1 \(v\)\[0\].* holds itself/);
  refuses("TOPHER_CYCLE", () => f.echoObject(object), /^features\.echoObject: parameter 1 \(m\)\.a\.b.* holds itself/);
});

test("goInt refuses what is no safe integer", () => {
  refuses("TOPHER_RANGE", () => goInt(1.5), /^goInt: the value must be a safe integer/);
  refuses("TOPHER_RANGE", () => goInt(2 ** 53));
  refuses("TOPHER_TYPE", () => goInt("1" as never));
});

const samples: Readonly<Record<string, unknown>> = {
  int: 7,
  int8: 7,
  uint16: 7,
  int64: 7n,
  uint64: 7n,
  float32: 0.5,
  string: "seven",
  bytes: Uint8Array.of(7),
  floats: Float64Array.of(7),
  strings: ["seven"],
  point: { x: 7, y: 8 },
  pointer: { x: 7, y: 8 },
  "number pointer": 7,
  time: new Date(7),
  duration: 7,
  map: new Map([[7, "seven"]]),
  color: "red",
  nil: null,
};

for (const [kind, value] of Object.entries(samples)) {
  test(`sample gives a Go ${kind}`, () => assert.deepEqual(f.sample(kind), value));
}

test("sample gives an object of the library as its class", () => {
  const account = f.sample("account") as f.Account;
  assert.ok(account instanceof f.Account);
  assert.equal(account.owner(), "seven");
  account[Symbol.dispose]();
});

test("sample gives an error as a GoError", () => {
  const error = f.sample("error");
  assert.ok(error instanceof GoError);
  assert.ok(GoError.is(error, f.errEmpty));
});

for (const [kind, type] of [
  ["func", "func()"],
  ["chan", "chan int"],
  ["complex", "complex128"],
  ["other", "struct {}"],
] as const) {
  test(`sample gives a ${kind} as a handle that goes back as what it is`, () => {
    const handle = f.sample(kind) as Handle;
    assert.ok(handle instanceof Handle);
    assert.equal(f.typeName(handle), type);
    assert.ok(same(handle, handle));
    handle[Symbol.dispose]();
    refuses("TOPHER_HANDLE_RELEASED", () => f.typeName(handle));
  });
}

test("typeName takes objects, also inside of lists", () => {
  const account = f.newAccount("x");
  assert.equal(f.typeName(account), "*features.Account");
  const [back] = f.echoList([account]) as [f.Account];
  assert.ok(same(account, back));
  account[Symbol.dispose]();
  assert.equal(back.owner(), "x");
  back[Symbol.dispose]();
  refuses(
    "TOPHER_HANDLE_RELEASED",
    () => f.echoList([1, account]),
    "features.echoList: parameter 1 (vs)[1]: the handle was released and stands for nothing any more",
  );
});

test("typeName takes errors of Go and of JavaScript", () => {
  assert.equal(f.typeName(f.errEmpty), "*errors.errorString");
  const mine = new RangeError("mine");
  assert.equal(f.echoAny(mine), mine);
});

test("echoList and echoObject take anything inside", () => {
  assert.deepEqual(f.echoList([1, "a", null, { b: 2n }]), [1, "a", null, { b: 2n }]);
  assert.deepEqual(f.echoObject({ a: [1], __proto__: 5, "": null }), { a: [1], "": null });
});

nothingLeft(() => f.makeBytes(4_000_000));
