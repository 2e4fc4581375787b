// Declarations that make no sense are refused when the library is opened, before anything is called.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn, open, t, type Fn, type Type } from "topher";
import { libraryUrl } from "../kit/library.ts";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const openWith = (symbols: Record<string, Fn<any, any>>) => () => open(libraryUrl("fixture"), symbols);
const struct = t.struct({ a: t.i64 });
const back = t.callback([], t.void);

const parameters: Readonly<Record<string, Type>> = {
  "t.void": t.void,
  "t.array": t.array(t.u8, 4),
  "t.fallible": t.fallible(t.i64),
  "t.owned": t.owned(struct, "freeString"),
  "t.nullable of t.i64": t.nullable(t.i64),
  "t.nullable of t.struct": t.nullable(struct),
  "t.nullable of t.void": t.nullable(t.void),
  "t.slice of t.void": t.slice(t.void),
  "t.slice of t.fallible": t.slice(t.fallible(t.i64)),
  "t.struct with a t.void": t.struct({ a: t.void }),
  "t.struct with a t.fallible": t.struct({ a: t.fallible(t.i64) }),
  "t.struct without fields": t.struct({}),
  "t.callback with a struct": t.callback([struct], t.void),
  "t.callback with a fallible": t.callback([t.fallible(t.i64)], t.void),
  "t.callback that gives a struct": t.callback([], struct),
  "t.callback that gives a slice": t.callback([], t.slice(t.u8)),
  "t.callback that gives a string": t.callback([], t.string),
  nothing: undefined as never,
  null: null as never,
  "a string": "i64" as never,
  "an object": { kind: "i65" } as never,
  "a name of Object.prototype": { kind: "constructor" } as never,
};
for (const [what, type] of Object.entries(parameters)) {
  test(`fn refuses ${what} as a parameter`, () => {
    refuses("TOPHER_SIGNATURE", openWith({ noop: fn([t.i8, type], t.void) }), /^fixture\.noop: parameter 2/);
  });
}

const results: Readonly<Record<string, Type>> = {
  "t.array": t.array(t.u8, 4),
  "t.callback": back,
  "t.nullable of t.i64": t.nullable(t.i64),
  "t.nullable of t.callback": t.nullable(back),
  "t.owned of a scalar": t.owned(t.i64 as never, "freeString"),
  nothing: undefined as never,
  "an object": { kind: "structs" } as never,
};
for (const [what, type] of Object.entries(results)) {
  test(`fn refuses ${what} as a result`, () => {
    refuses("TOPHER_SIGNATURE", openWith({ noop: fn([], type) }), /^fixture\.noop: result/);
  });
}

const lengths = [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "3" as never, undefined as never, 0];
for (const length of lengths) {
  test(`t.array refuses the length ${length}`, () => {
    refuses("TOPHER_SIGNATURE", openWith({ noop: fn([t.struct({ a: t.array(t.u8, length) })], t.void) }));
  });
}

test("fn refuses a callback inside a struct result", () => {
  const type = t.struct({ a: back, b: t.f64 });
  refuses("TOPHER_SIGNATURE", () => {
    const lib = open(libraryUrl("fixture"), { structMakeMixed: fn([t.i64], type) });
    lib.structMakeMixed(5000n);
  });
});

test("open refuses a symbol that is declared in two ways", () => {
  const symbols = {
    one: fn([t.i64, t.i64], t.i64, { symbol: "addI64" }),
    two: fn([t.f64], t.f64, { symbol: "addI64" }),
  };
  const message = "fixture.two: declares the symbol addI64 in a second way, which differs from the first";
  refuses("TOPHER_SIGNATURE", openWith(symbols), message);
});

test("open refuses a function that is used to free and declared in another way", () => {
  const symbols = {
    stringUpper: fn([t.cstring], t.cstring, { free: "freeString" }),
    freeString: fn([t.i32], t.i64),
  };
  refuses("TOPHER_SIGNATURE", openWith(symbols), /declares the symbol freeString in a second way/);
});

test("open refuses another declaration of the guard's functions", () => {
  refuses(
    "TOPHER_SIGNATURE",
    openWith({ topher_guard_version: fn([t.f64], t.f64) }),
    /topher_guard_version in a second way/,
  );
});

test("open takes one symbol under several names where the declarations agree", () => {
  const lib = open(libraryUrl("fixture"), {
    one: fn([t.i64, t.i64], t.i64, { symbol: "addI64" }),
    two: fn([t.i64, t.i64], t.i64, { symbol: "addI64" }),
  });
  assert.equal(lib.one(1n, 2n), lib.two(2n, 1n));
});

test("open takes one symbol as two kinds that are the same in C", () => {
  const lib = open(libraryUrl("fixture"), {
    bigints: fn([t.i64, t.i64], t.i64, { symbol: "addI64" }),
    numbers: fn([t.int, t.int], t.int, { symbol: "addI64" }),
  });
  assert.equal(lib.bigints(1n, 2n), 3n);
  assert.equal(lib.numbers(1, 2), 3);
});

for (const [what, value] of Object.entries({ null: null, undefined, "a function": { args: [], result: t.void } })) {
  test(`open refuses ${what} that fn did not make, without a crash`, () => {
    assert.throws(openWith({ noop: value as never }), (error) => error instanceof Error);
  });
}

test("open takes no symbols at all", () => assert.deepEqual(Object.keys(open(libraryUrl("fixture"), {})), []));

test("open takes names that every object has", () => {
  const noop = (symbol: string) => fn([], t.void, { symbol });
  const lib = open(libraryUrl("fixture"), { constructor: noop("noop"), toString: noop("noop"), valueOf: noop("noop") });
  assert.equal(lib.constructor(), undefined);
  assert.equal(lib.valueOf(), undefined);
});

nothingLeft();
