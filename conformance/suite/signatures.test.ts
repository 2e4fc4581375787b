// Declarations that make no sense are refused when the library is opened, before anything is called.
import assert from "node:assert/strict";
import { test } from "node:test";
import { callback, fn, open, t, type Fn, type Type } from "topher";
import { libraryUrl } from "../kit/library.ts";
import { refuses } from "../kit/refuses.ts";
import { revoked } from "../kit/revoked.ts";
import { runtimeName } from "../kit/runtime.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const openWith = (symbols: Record<string, Fn<any, any>>) => () => open(libraryUrl("fixture"), symbols);
const struct = t.struct({ a: t.i64 });
const back = t.callback([], t.void);
const none = undefined as never;
// What nobody can make by t alone, but a program without types can.
const cycle = { kind: "struct", fields: {} as Record<string, unknown> };
cycle.fields["a"] = cycle;
const reopened = t.struct({ a: t.i64 }) as unknown as { fields: Record<string, unknown> };
reopened.fields["a"] = t.ref(reopened as never);
let deep: Type = t.cstring;
for (let i = 0; i < 1000; i++) deep = t.slice(deep);
let twice = t.struct({ a: t.i64 });
for (let i = 0; i < 25; i++) twice = t.struct({ a: t.ref(twice), b: t.ref(twice) }) as never;
const wide = t.ref(twice);

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
  "t.callback with a callback": t.callback([back], t.void),
  "t.callback with a callback that may be null": t.callback([t.i64, t.nullable(back)], t.void),
  "t.callback that gives a callback": t.callback([], back),
  "t.callback that gives a callback or null": t.callback([], t.nullable(back)),
  "t.callback of nothing": t.callback(none, t.void),
  "t.callback of a number": t.callback(5 as never, t.void),
  "t.callback of a proxy that was revoked": t.callback(revoked([]) as never, t.void),
  "t.callback with nothing": t.callback([none], t.void),
  "t.callback that gives nothing": t.callback([], none),
  "t.ref of a scalar": t.ref(t.i64 as never),
  "t.ref of nothing": t.ref(none),
  "t.slice of nothing": t.slice(none),
  "t.slice of null": t.slice(null as never),
  "t.slice of a name of Object.prototype": t.slice({ kind: "toString" } as never),
  "t.nullable of nothing": t.nullable(none),
  "t.struct of nothing": t.struct(none),
  "t.struct of a proxy that was revoked": t.struct(revoked({})),
  "t.struct with nothing": t.struct({ a: none }),
  "t.struct with t.array of nothing": t.struct({ a: t.array(none, 2) }),
  "t.struct without its fields": { kind: "struct" } as never,
  "t.struct that holds itself": cycle as never,
  "t.struct that points to itself": t.ref(reopened as never),
  "a thousand types in each other": deep,
  "a type in millions of places": wide,
  "more bytes by value than anybody passes": t.struct({ a: t.array(t.u8, 2 ** 16 + 1) }),
  "a proxy that was revoked": revoked({}) as never,
  "a symbol": Symbol("type") as never,
  "a kind that is a symbol": { kind: Symbol("type") } as never,
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
  "t.owned of nothing": t.owned(none, "freeString"),
  "t.owned without a name": t.owned(struct, none),
  "t.owned with a symbol": t.owned(struct, Symbol("release") as never),
  "t.owned with a number": t.owned(struct, 5 as never),
  "t.owned of more bytes than anybody passes": t.owned(t.struct({ a: t.array(t.u8, 100_000_000) }), "freeString"),
  "t.fallible of nothing": t.fallible(none),
  "t.ref of a scalar": t.ref(t.i64 as never),
  "t.slice of nothing": t.slice(none),
  "more bytes by value than anybody passes": t.struct({ a: t.array(t.u8, 2 ** 16 + 1) }),
  nothing: undefined as never,
  "an object": { kind: "structs" } as never,
};
for (const [what, type] of Object.entries(results)) {
  test(`fn refuses ${what} as a result`, () => {
    refuses("TOPHER_SIGNATURE", openWith({ noop: fn([], type) }), /^fixture\.noop: result/);
  });
}

const lengths = [
  2 ** 53 - 1,
  2 ** 31 + 1,
  Symbol("length") as never,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  "3" as never,
  undefined as never,
  0,
];
for (const length of lengths) {
  test(`t.array refuses the length ${String(length)}`, () => {
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

test("t.array may be as long as memory where it is passed by its address, and takes no time to declare", () => {
  const type = t.nullable(t.ref(t.struct({ a: t.array(t.u8, 100_000_000), b: t.array(t.array(t.f64, 10_000), 1000) })));
  const lib = open(libraryUrl("fixture"), { structIsNull: fn([type], t.bool) });
  assert.equal(lib.structIsNull(null), true);
});

const noFunctions: Readonly<Record<string, readonly [value: unknown, got: string]>> = {
  null: [null, "null, which fn() did not make"],
  undefined: [undefined, "undefined, which fn() did not make"],
  "an object": [{}, "an object, which fn() did not make"],
  "a type": [t.i64, "an object, which fn() did not make"],
  "a function": [() => 1, "a function, which fn() did not make"],
  "what has no options": [{ args: [], result: t.void }, "undefined in place of an object of options"],
  "fn without an array": [fn(none, t.void), "undefined in place of an array of types"],
  "fn with options that are null": [fn([], t.void, null as never), "null in place of an object of options"],
  "fn with a symbol that is none": [
    fn([], t.void, { symbol: Symbol("name") as never }),
    "the option symbol that is no string: a symbol",
  ],
  "fn with a number to free": [fn([], t.void, { free: 1 as never }), "the option free that is no string: number 1"],
  "fn with params that are no array": [
    fn([], t.void, { params: "first" as never }),
    'the option params that is no array of names: string "first"',
  ],
  "fn with params that are no names": [
    fn([t.i64], t.void, { params: [Symbol("name") as never] }),
    "the option params that is no array of names: an array of 1",
  ],
};
for (const [what, [value, got]] of Object.entries(noFunctions)) {
  test(`open refuses ${what} in place of a description`, () =>
    void refuses("TOPHER_SIGNATURE", openWith({ noop: value as never }), `fixture.noop: is declared with ${got}`));
}

for (const [what, symbols] of Object.entries({
  null: null,
  undefined,
  "a string": "noop",
  "an array": [fn([], t.void)],
})) {
  test(`open refuses ${what} in place of descriptions`, () =>
    void refuses(
      "TOPHER_TYPE",
      openWith(symbols as never),
      /^open: parameter 2 \(symbols\) must be an object of fn\(…\), got /,
    ));
}

for (const [what, options] of Object.entries({ null: null, "a string": "name", "a number as name": { name: 1 } })) {
  test(`open refuses options that are ${what}`, () =>
    void refuses(
      "TOPHER_TYPE",
      () => open(libraryUrl("fixture"), {}, options as never),
      /^open: .*(options|name).* must be /,
    ));
}

test("open names functions and parameters of any length by their beginning", () => {
  const long = "x".repeat(1e6);
  const short = `${"x".repeat(100)}…`;
  const lib = open(
    libraryUrl("fixture"),
    { [long]: fn([t.i64], t.void, { symbol: "noop", params: [long] }) },
    { name: long },
  );
  refuses(
    "TOPHER_TYPE",
    () => lib[long]!("1" as never),
    new RegExp(`^${short}\\.${short}: parameter 1 \\(${short}\\) must `),
  );
  refuses(
    "TOPHER_NO_SYMBOL",
    openWith({ [long]: fn([], t.void) }),
    new RegExp(` does not export "${short}"\\. .*/export ${short} above`),
  );
  const fields = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`${long.slice(0, 50)}${i}`, t.u8]));
  const wide = open(libraryUrl("fixture"), { noop: fn([t.ref(t.struct(fields))], t.void) });
  const error = refuses("TOPHER_TYPE", () => wide.noop("1" as never), / and 2980 more, got string "1"$/);
  assert.ok(error.message.length < 1500, `${error.message.length} characters`);
});

test("open refuses a parameter that was left out", () => {
  // oxlint-disable-next-line no-sparse-arrays
  const args = [, t.i64] as never;
  refuses(
    "TOPHER_SIGNATURE",
    openWith({ noop: fn(args, t.void) }),
    /^fixture\.noop: parameter 1 is declared with something /,
  );
});

test("open takes no proxy that was revoked for a library", () => {
  refuses(
    "TOPHER_TYPE",
    () => open(revoked({}) as never, {}),
    /^open: a library must be named by .*, got a proxy that was revoked$/,
  );
});

for (const [symbol, code] of [
  ["", "TOPHER_SIGNATURE"],
  ['a" not found in "b', "TOPHER_NO_SYMBOL"],
] as const) {
  test(`open refuses the symbol ${JSON.stringify(symbol)} by name`, () => {
    const { message } = refuses(code, openWith({ noop: fn([], t.void, { symbol }) }));
    assert.ok(message.includes(JSON.stringify(symbol)), message);
  });
}

test("open finds what is missing, whatever its result", () => {
  const missing: Readonly<Record<string, Type>> = {
    struct,
    string: t.string,
    slice: t.slice(t.i64),
    fallible: t.fallible(t.i64),
    owned: t.owned(struct, "noRelease"),
    i64: t.i64,
    void: t.void,
  };
  for (const [what, result] of Object.entries(missing)) {
    const name = `missing_${what}`;
    refuses(
      "TOPHER_NO_SYMBOL",
      openWith({ noop: fn([], t.void), [name]: fn([], result) }),
      new RegExp(`does not export .*"${name}"`),
    );
  }
  refuses(
    "TOPHER_NO_SYMBOL",
    openWith({ structLabelMake: fn([], t.owned(struct, "noRelease")) }),
    /does not export "noRelease"/,
  );
});

const most = { node: 64, bun: 32, deno: Infinity }[runtimeName];
for (const count of [32, 33, 64, 65, 200]) {
  test(`open ${count > most ? "refuses" : "takes"} ${count} parameters`, () => {
    const many = Array.from({ length: count }, () => t.i8);
    const functions = openWith({ noop: fn(many, t.void) });
    const callbacks = openWith({ noop: fn([t.callback(many, t.void)], t.void) });
    if (count <= most) return void [functions(), callbacks()];
    const rule = `has ${count} parameters in C, and ${runtimeName} passes at most ${most}`;
    refuses("TOPHER_UNSUPPORTED", functions, `fixture.noop: ${rule}`);
    refuses("TOPHER_UNSUPPORTED", callbacks, `fixture.noop: parameter 1 ${rule}`);
  });
}

test("callback refuses what is no type of a callback", () => {
  const types = {
    nothing: none,
    null: null,
    "a kind alone": { kind: "callback" },
    "a revoked proxy": revoked({}),
    "t.i64": t.i64,
  };
  for (const type of Object.values(types))
    refuses("TOPHER_SIGNATURE", () => callback(type as typeof back, () => {}), /^callback /);
});

test("open tells of 20,000 functions that are missing, by the first of them", () => {
  const missing = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`missing${i}`, fn([], t.void)]));
  const symbols = { noop: fn([], t.void), ...missing };
  const error = refuses("TOPHER_NO_SYMBOL", openWith(symbols), / does not export "missing0", .* and 19980 more\. /);
  assert.ok(error.message.length < 1500, `${error.message.length} characters`);
});

test("open takes no symbols at all", () => assert.deepEqual(Object.keys(open(libraryUrl("fixture"), {})), []));

test("open takes names that every object has", () => {
  const noop = (symbol: string) => fn([], t.void, { symbol });
  const lib = open(libraryUrl("fixture"), { constructor: noop("noop"), toString: noop("noop"), valueOf: noop("noop") });
  assert.equal(lib.constructor(), undefined);
  assert.equal(lib.valueOf(), undefined);
});

nothingLeft();
