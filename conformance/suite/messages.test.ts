// The whole sentence of one refusal for each kind: where, the rule, what came, and a way out where there is one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { callback, fn, open, t, type ErrorCode, type Type } from "topher";
import { libraryUrl } from "../kit/library.ts";
import { refuses } from "../kit/refuses.ts";
import { samples } from "../kit/scalar-samples.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const step = t.callback([t.i64], t.i64);
const other = callback(t.callback([], t.void), () => {});
other[Symbol.dispose]();

type Case = readonly [type: Type, value: unknown, code: ErrorCode, sentence: string];
const cases: Readonly<Record<string, Case>> = {
  bool: [t.bool, 1, "TOPHER_TYPE", "a boolean, got number 1"],
  i8: [t.i8, 128, "TOPHER_RANGE", "an integer from -128 to 127, got number 128"],
  i16: [t.i16, -32_769, "TOPHER_RANGE", "an integer from -32768 to 32767, got number -32769"],
  i32: [t.i32, "1", "TOPHER_TYPE", 'an integer from -2147483648 to 2147483647, got string "1"'],
  i64: [
    t.i64,
    2 ** 53,
    "TOPHER_RANGE",
    "a bigint, or an integer number that is safe, from -9223372036854775808 to 9223372036854775807, got number 9007199254740992",
  ],
  u8: [t.u8, -1, "TOPHER_RANGE", "an integer from 0 to 255, got number -1"],
  u16: [t.u16, 1.5, "TOPHER_RANGE", "an integer from 0 to 65535, got number 1.5"],
  u32: [t.u32, 1n, "TOPHER_TYPE", "an integer from 0 to 4294967295, got bigint 1n"],
  u64: [
    t.u64,
    -1n,
    "TOPHER_RANGE",
    "a bigint, or an integer number that is safe, from 0 to 18446744073709551615, got bigint -1n",
  ],
  int: [
    t.int,
    Number.NaN,
    "TOPHER_RANGE",
    "a safe integer from -9007199254740991 to 9007199254740991, got number NaN. Declare t.i64 (Go int64) for the whole range",
  ],
  uint: [
    t.uint,
    5n,
    "TOPHER_TYPE",
    "a safe integer from 0 to 9007199254740991, got bigint 5n. Declare t.u64 (Go uint64) for the whole range",
  ],
  f32: [t.f32, 1e39, "TOPHER_RANGE", "a number within the range of float32, got number 1e+39"],
  f64: [t.f64, undefined, "TOPHER_TYPE", "a number, got undefined"],
  pointer: [
    t.pointer,
    1,
    "TOPHER_TYPE",
    "an address (bigint, 0 or from 4096 to 18446744073709551615), a view or null, got number 1",
  ],
  cstring: [
    t.cstring,
    "a\0",
    "TOPHER_NUL",
    'a string without U+0000, got string "a\\u0000". Declare t.string to carry it',
  ],
  string: [t.string, null, "TOPHER_TYPE", "a string, got null"],
  bytes: [t.bytes, new ArrayBuffer(1), "TOPHER_TYPE", "a Uint8Array, got an object of class ArrayBuffer"],
  slice: [t.slice(t.f64), new Float32Array(3), "TOPHER_TYPE", "a Float64Array or an array, got Float32Array(3)"],
  "slice of int": [t.slice(t.int), new Int32Array(1), "TOPHER_TYPE", "an array, got Int32Array(1)"],
  struct: [t.struct({ a: t.i64, b: t.f64 }), [], "TOPHER_TYPE", "an object with a, b, got an array of 0"],
  ref: [t.ref(t.struct({ a: t.i64 })), "x", "TOPHER_TYPE", 'an object with a, got string "x"'],
  nullable: [t.nullable(t.cstring), undefined, "TOPHER_TYPE", "a string, got undefined"],
  callback: [step, {}, "TOPHER_TYPE", "a function or a handle made by callback(), got an object"],
  "callback handle": [
    step,
    other,
    "TOPHER_TYPE",
    "a callback handle of the parameter's own type, got an object of class Handle",
  ],
  "long text": [t.bool, "x".repeat(100), "TOPHER_TYPE", `a boolean, got string "${"x".repeat(40)}…"`],
  "a long bigint": [
    t.i64,
    2n ** (2n ** 25n),
    "TOPHER_RANGE",
    "a bigint, or an integer number that is safe, from -9223372036854775808 to 9223372036854775807, got a bigint of more than 100 digits",
  ],
  "a class with a long name": [
    t.f64,
    new (class {
      static name = "x".repeat(100);
    })(),
    "TOPHER_TYPE",
    `a number, got an object of class ${"x".repeat(40)}…`,
  ],
  symbol: [t.f64, Symbol("secret"), "TOPHER_TYPE", "a number, got a symbol"],
  function: [t.f64, Math.max, "TOPHER_TYPE", "a number, got a function"],
  "minus zero": [t.bool, -0, "TOPHER_TYPE", "a boolean, got number -0"],
  "an object whose methods throw": [
    t.f64,
    new Proxy(
      {},
      {
        get() {
          throw new Error("never asked");
        },
        getPrototypeOf() {
          throw new Error("never asked");
        },
      },
    ),
    "TOPHER_TYPE",
    "a number, got an object",
  ],
};

for (const [what, [type, value, code, sentence]] of Object.entries(cases)) {
  test(`noop says what is wrong with an argument: ${what}`, () => {
    const lib = open(libraryUrl("fixture"), { noop: fn([t.f64, type], t.void, { params: ["first", "it"] }) });
    refuses(code, () => lib.noop(1, value), `fixture.noop: parameter 2 (it) must be ${sentence}`);
  });
}

test("noop names a long key by its beginning", () => {
  const lib = open(libraryUrl("fixture"), { noop: fn([t.f64, t.struct({ a: t.i64, b: t.f64 })], t.void) });
  refuses(
    "TOPHER_UNKNOWN_FIELD",
    () => lib.noop(1, { a: 1, b: 2, ["x".repeat(1e6)]: 3 } as never),
    `fixture.noop: parameter 2["${"x".repeat(40)}…"] is not a field of the struct. The nearest is a`,
  );
});

test("an element is named by its own index where another call of the function came between", () => {
  const point = t.struct({ x: t.array(t.int, 3) });
  const lib = open(libraryUrl("fixture"), {
    ints: fn([t.slice(t.int)], t.int, { symbol: "sliceSumInt" }),
    narrow: fn([t.slice(t.i8)], t.i8, { symbol: "sliceSumI8" }),
    noop: fn([point], t.void),
  });
  const calls: Readonly<Record<string, (values: any) => unknown>> = {
    ints: lib.ints,
    narrow: lib.narrow,
    "noop: parameter 1.x": (x) => lib.noop({ x }),
  };
  for (const [at, call] of Object.entries(calls)) {
    const values = [1, 2, 3];
    Object.defineProperty(values, 1, {
      get() {
        call([4, 5, 6]);
        refuses("TOPHER_TYPE", () => call([7, 8, "9"]), /\[2\] must be /);
        return "wrong";
      },
    });
    const where = at.includes(":") ? at : `${at}: parameter 1`;
    refuses("TOPHER_TYPE", () => call(values), new RegExp(`^fixture\\.${where}\\[1\\] must be .*, got string "wrong"`));
  }
});

test("noop has a sentence for each scalar kind here", () => {
  for (const { kind } of samples) assert.ok(kind in cases, kind);
});

nothingLeft();
