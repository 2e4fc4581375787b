// Structs as results: by pointer, in slices, several values, errors, and memory that Go keeps.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fn, GoError, open, struct, t, TopherError } from "topher";
import { collectUntil } from "../kit/collect.ts";
import { leaked } from "../kit/fixture.ts";
import { libraryUrl } from "../kit/library.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const mixed = struct({ a: t.i64, b: t.f64 });
const padded = struct({ a: t.i8, b: t.f64, c: t.i16 });
const label = struct({ text: t.cstring, id: t.i64 });
const freeString = { free: "freeString" };
const freeBuffer = { free: "freeBuffer" };

const lib = open(libraryUrl("fixture"), {
  structRef: fn([], t.ref(padded)),
  structRefNull: fn([], t.ref(padded)),
  structRefMake: fn([t.int], t.ref(padded), freeBuffer),
  structsScale: fn([t.slice(mixed), t.int], t.void),
  structsSum: fn([t.slice(mixed)], mixed),
  structsPadded: fn([t.slice(padded)], t.f64),
  structsResult: fn([t.int], t.slice(mixed), freeBuffer),
  structLabel: fn([label], t.int),
  structLabelMake: fn([label], label, freeString),
  structLabelSet: fn([t.ref(struct({ text: t.nullable(t.cstring), id: t.i64 }))], t.void),
  errorEven: fn([t.i64], t.fallible(t.i64), freeString),
  errorSqrt: fn([t.f64], t.fallible(t.f64), freeString),
  errorEcho: fn([t.nullable(t.cstring)], t.fallible(t.i32), freeString),
  errorText: fn([t.cstring], t.fallible(t.nullable(t.cstring)), freeString),
  errorStruct: fn([mixed], t.fallible(mixed), freeString),
  errorOnly: fn([t.bool], t.fallible(t.void), freeString),
  resultsTwo: fn([t.i64], struct({ next: t.i64, half: t.f64 })),
  resultsDivmod: fn([t.i64, t.i64], struct({ quotient: t.i64, remainder: t.i64, ok: t.bool })),
  resultsPadded: fn([t.i8, t.f64, t.i16], padded),
  resultsFloats: fn([t.f32, t.f32], struct({ a: t.f32, b: t.f32 })),
  resultsInts: fn([t.int, t.uint], struct({ a: t.int, b: t.uint })),
  resultsStrings: fn([t.cstring], struct({ lower: t.cstring, upper: t.cstring }), freeString),
  resultsEvery: fn([t.bool, t.u8, t.f32], struct({ b: t.bool, n: t.u8, f: t.f32, wide: t.i64, p: t.pointer })),
});
const owning = open(libraryUrl("fixture"), {
  structLabelMake: fn([label], t.owned(label, "structLabelFree")),
});
const safeLabel = struct({ text: t.cstring, id: t.int });
const refused = open(libraryUrl("fixture"), {
  errorText: fn([t.cstring], t.fallible(t.cstring), freeString),
  errorEven: fn([t.i64], t.fallible(t.int), freeString),
  sliceResultF64: fn([t.int], t.slice(t.int), freeBuffer),
  structsResult: fn([t.int], t.slice(struct({ a: t.i64, b: t.int })), freeBuffer),
  structRefMake: fn([t.int], t.ref(struct({ a: t.i64, b: t.int })), freeBuffer),
  structLabelMake: fn([label], safeLabel, freeString),
  sliceResultPointer: fn([t.int], t.slice(t.cstring), freeBuffer),
});
const refusedOwner = open(libraryUrl("fixture"), {
  structLabelMake: fn([label], t.owned(safeLabel, "structLabelFree")),
});
const refusedFirst = open(libraryUrl("fixture"), {
  errorText: fn([t.cstring], struct({ value: t.cstring, err: t.cstring }), freeString),
});
const refusedElement = open(libraryUrl("fixture"), {
  errorText: fn([t.cstring], struct({ both: t.array(t.cstring, 2) }), freeString),
});
const nullable = open(libraryUrl("fixture"), { structRefNull: fn([], t.nullable(t.ref(padded))) });

after(() => assert.equal(leaked(), 0, "memory that nobody freed"));

test("structRef copies the struct out of Go's memory", () => {
  assert.deepEqual(lib.structRef(), { a: -1, b: 2.5, c: 3 });
  Object.assign(lib.structRef(), { a: 9 });
  assert.equal(lib.structRef().a, -1);
});

test("structRefNull throws TOPHER_NIL where null is not declared", () => {
  refuses("TOPHER_NIL", lib.structRefNull, /^fixture\.structRefNull: result is a null pointer/);
});

test("structRefNull is null where that is declared", () => assert.equal(nullable.structRefNull(), null));

test("structRefMake frees what it copied", () => {
  assert.deepEqual(lib.structRefMake(5), { a: 5, b: 6, c: 7 });
  assert.equal(leaked(), 0);
});

for (const count of [0, 1, 3, 5000]) {
  const items = Array.from({ length: count }, (_, i) => ({ a: BigInt(i), b: i + 0.5 }));

  test(`structsSum takes ${count} structs`, () => {
    const sum = { a: BigInt((count * (count - 1)) / 2), b: (count * count) / 2 };
    assert.deepEqual(lib.structsSum(items), sum);
  });

  test(`structsResult gives ${count} structs`, () => assert.deepEqual(lib.structsResult(count), items));
}

test("structsScale works on copies, as with any plain array", () => {
  const items = [{ a: 1n, b: 2 }];
  lib.structsScale(items, 3);
  assert.deepEqual(items, [{ a: 1n, b: 2 }]);
});

test("structsPadded finds structs where C puts them", () => {
  const items = [
    { a: 1, b: 2, c: 3 },
    { a: 4, b: 5, c: 6 },
  ];
  assert.equal(lib.structsPadded(items), 1 + 4 + 9 + 4 + 10 + 18);
});

test("structsSum names the element and the field", () => {
  const items = [
    { a: 1n, b: 1 },
    { a: 1n, b: "x" as never },
  ];
  refuses(
    "TOPHER_TYPE",
    () => lib.structsSum(items),
    'fixture.structsSum: parameter 1[1].b must be a number, got string "x"',
  );
});

test("structLabel lends the text of a field", () => {
  assert.equal(lib.structLabel({ text: "häh", id: 10n }), 14);
  refuses(
    "TOPHER_NUL",
    () => lib.structLabel({ text: "a\0", id: 1n }),
    /^fixture\.structLabel: parameter 1\.text must be/,
  );
});

test("structLabelMake frees the text of a field", () => {
  assert.deepEqual(lib.structLabelMake({ text: "gopher", id: 1n }), { text: "GOPHER", id: 2n });
  assert.equal(leaked(), 0);
});

test("structLabelSet writes text back", () => {
  const object = { text: "before", id: 1n };
  lib.structLabelSet(object);
  assert.deepEqual(object, { text: "changed", id: 2n });
});

test("resultsTwo gives two values", () => assert.deepEqual(lib.resultsTwo(5n), { next: 6n, half: 2.5 }));

test("resultsDivmod gives three values", () => {
  assert.deepEqual(lib.resultsDivmod(-7n, 2n), { quotient: -3n, remainder: -1n, ok: true });
  assert.equal(lib.resultsDivmod(1n, 0n).ok, false);
});

test("resultsPadded gives values with padding between them", () => {
  assert.deepEqual(lib.resultsPadded(-128, 0.1, -32_768), { a: -128, b: 0.1, c: -32_768 });
});

test("resultsFloats gives values that share a register", () => {
  assert.deepEqual(lib.resultsFloats(1.5, Number.NaN), { a: 1.5, b: Number.NaN });
});

test("resultsInts gives safe integers", () => {
  const most = Number.MAX_SAFE_INTEGER;
  assert.deepEqual(lib.resultsInts(-most, most), { a: -most, b: most });
});

test("resultsStrings frees both", () => {
  assert.deepEqual(lib.resultsStrings("Gopher"), { lower: "gopher", upper: "GOPHER" });
  assert.equal(leaked(), 0);
});

test("resultsEvery gives one of each kind", () => {
  assert.deepEqual(lib.resultsEvery(true, 0, 2.5).p, null);
  const { b, n, f, p } = lib.resultsEvery(true, 200, 2.5);
  assert.deepEqual({ b, n, f, p }, { b: true, n: 200, f: 2.5, p: 200n });
});

test("errorEven gives the value, or throws Go's error", () => {
  assert.equal(lib.errorEven(10n), 5n);
  const error = thrownBy(() => lib.errorEven(5n));
  assert.ok(error instanceof GoError && error instanceof TopherError);
  assert.equal(error.message, "5 is odd");
  assert.equal(error.code, "TOPHER_GO_ERROR");
  assert.equal(error.name, "GoError");
});

test("errorSqrt throws where the value beside the error is NaN", () => {
  assert.equal(lib.errorSqrt(6.25), 2.5);
  refuses("TOPHER_GO_ERROR", () => lib.errorSqrt(-1), "-1 has no square root");
});

for (const message of ["", "x", "ünïcödé 🐹", "a\nb", "y".repeat(100_000)]) {
  test(`errorEcho throws a message of ${message.length} units as it is`, () => {
    refuses("TOPHER_GO_ERROR", () => lib.errorEcho(message), message);
    assert.equal(leaked(), 0);
  });
}

test("errorEcho gives the value for no error", () => assert.equal(lib.errorEcho(null), 0));

test("errorText frees text and error alike", () => {
  assert.equal(lib.errorText("abc"), "ABC");
  refuses("TOPHER_GO_ERROR", () => lib.errorText(""), "empty text");
  assert.equal(leaked(), 0);
});

test("errorStruct gives a struct beside the error", () => {
  assert.deepEqual(lib.errorStruct({ a: 1n, b: 2 }), { a: 2n, b: 1 });
  refuses("TOPHER_GO_ERROR", () => lib.errorStruct({ a: 1n, b: 2.5 }), "b is not an integer");
});

test("errorOnly gives nothing or throws", () => {
  assert.equal(lib.errorOnly(false), undefined);
  refuses("TOPHER_GO_ERROR", () => lib.errorOnly(true), "failed");
});

test("errorEven frees its texts however often it throws", () => {
  for (let i = 0; i < 10_000; i++) thrownBy(() => lib.errorEven(1n));
  assert.equal(leaked(), 0);
});

test("errorText throws Go's error where the value beside it is one that its type refuses", () => {
  assert.equal(refused.errorText("abc"), "ABC");
  refuses("TOPHER_GO_ERROR", () => refused.errorText(""), "empty text");
  assert.equal(leaked(), 0);
});

const unsafe = 2n ** 60n;
const refusals: Readonly<Record<string, () => unknown>> = {
  "a value": () => refused.errorEven(unsafe),
  "an element of a slice": () => refused.sliceResultF64(3),
  "a field of a struct in a slice": () => refused.structsResult(3),
  "a field behind a pointer": () => refused.structRefMake(5),
  "a field after the one with the text": () => refused.structLabelMake({ text: "a", id: unsafe }),
  "a field of an owned struct": () => refusedOwner.structLabelMake({ text: "a", id: unsafe }),
};
for (const [what, call] of Object.entries(refusals)) {
  test(`Go's memory is freed where ${what} is refused`, () => {
    refuses("TOPHER_RANGE", call);
    assert.equal(leaked(), 0);
  });
}

const nulls: Readonly<Record<string, () => unknown>> = {
  "a field before the one with the text": () => refusedFirst.errorText(""),
  "an element of an array before the one with the text": () => refusedElement.errorText(""),
  "a text of a slice": () => refused.sliceResultPointer(3),
};
for (const [what, call] of Object.entries(nulls)) {
  test(`Go's memory is freed where ${what} is null`, () => {
    refuses("TOPHER_NIL", call);
    assert.equal(leaked(), 0);
  });
}

test("structLabelMake keeps Go's memory until it is disposed of, once", () => {
  const before = leaked();
  const owned = owning.structLabelMake({ text: "gopher", id: 1n });
  assert.deepEqual({ ...owned }, { text: "GOPHER", id: 2n });
  assert.deepEqual(Object.keys(owned), ["text", "id"]);
  assert.equal(leaked(), before + 1);
  owned[Symbol.dispose]();
  assert.equal(leaked(), before);
  owned[Symbol.dispose]();
  assert.equal(leaked(), before);
  assert.equal(owned.text, "GOPHER");
});

test("structLabelMake frees the right memory after the object was changed", () => {
  const owned = owning.structLabelMake({ text: "gopher", id: 1n });
  Object.assign(owned, { text: "mine" });
  owned[Symbol.dispose]();
  assert.equal(leaked(), 0);
});

test("structLabelMake gives memory back when the object is collected", async () => {
  for (let i = 0; i < 100; i++) owning.structLabelMake({ text: "forgotten", id: 1n });
  assert.ok(leaked() > 0);
  await collectUntil(() => leaked() === 0);
  assert.equal(leaked(), 0);
});

nothingLeft();
