// Views that Go must not get: of another kind, or over memory that could go away during the call.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn, open, t } from "topher";
import { detach, unlendable } from "../kit/buffers.ts";
import { bindTable } from "../kit/fixture.ts";
import { libraryUrl } from "../kit/library.ts";
import { refuses } from "../kit/refuses.ts";
import { samples, show } from "../kit/scalar-samples.ts";
import { typedArrays, type TypedArrayConstructor } from "../kit/typed-arrays.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const lending = samples.flatMap(({ row, suffix, type }) => (row.array ? [{ array: row.array, suffix, type }] : []));
const lib = bindTable({
  ...Object.fromEntries(lending.map(({ suffix, type }) => [`sliceReverse${suffix}`, fn([t.slice(type)], t.void)])),
  bytesInvert: fn([t.bytes], t.void),
  sliceTwo: fn([t.slice(t.f64), t.slice(t.f64)], t.f64),
  sliceCopyF64: fn([t.slice(t.f64), t.slice(t.f64)], t.int),
  echoPointer: fn([t.pointer], t.pointer),
  stringEcho: fn([t.string, t.bytes], t.int),
});
const nullable = bindTable({
  bytesInvert: fn([t.nullable(t.bytes)], t.void),
  sliceReverseF64: fn([t.nullable(t.slice(t.f64))], t.void),
});

for (const { array, suffix } of lending) {
  const symbol = `sliceReverse${suffix}`;
  const rule = `must be ${/^[AEIO]/.test(array.name) ? "an" : "a"} ${array.name} or an array`;

  for (const [what, view] of Object.entries(unlendable(array as TypedArrayConstructor))) {
    test(`${symbol} refuses a view that is ${what}`, () => {
      const { message } = refuses("TOPHER_BUFFER", () => lib[symbol]!(view));
      assert.ok(message.startsWith(`fixture.${symbol}: parameter 1 ${rule} `), message);
    });
  }

  test(`${symbol} refuses a view that was lent before and then detached`, () => {
    const view = new array(4);
    for (let i = 0; i < 3; i++) lib[symbol]!(view);
    detach(view);
    for (let i = 0; i < 3; i++) refuses("TOPHER_BUFFER", () => lib[symbol]!(view), /that is not detached, got /);
  });

  for (const other of typedArrays.filter(({ name }) => name !== array.name)) {
    test(`${symbol} refuses a ${other.name}`, () => {
      const message = `fixture.${symbol}: parameter 1 ${rule}, got ${other.name}(3)`;
      refuses("TOPHER_TYPE", () => lib[symbol]!(new other(3)), message);
    });
  }
}

const notViews: Readonly<Record<string, unknown>> = {
  "an ArrayBuffer": new ArrayBuffer(8),
  "a SharedArrayBuffer": new SharedArrayBuffer(8),
  "a DataView": new DataView(new ArrayBuffer(8)),
  "a proxy around a view": new Proxy(new Float64Array(2), {}),
  "an object with a view's prototype": Object.create(Float64Array.prototype),
  "an object that says it is a view": { length: 2, byteLength: 16, [Symbol.toStringTag]: "Float64Array" },
  "an array-like object": { length: 1, 0: 1 },
  "an iterable": new Set([1, 2]),
  "a string": "12",
  "a number": 1,
  "an address": 4096n,
  "a function": () => [],
  null: null,
  undefined,
};
for (const [what, value] of Object.entries(notViews)) {
  test(`sliceReverseF64 refuses ${what}`, () => {
    const message = /^fixture\.sliceReverseF64: parameter 1 must be a Float64Array or an array, got /;
    refuses("TOPHER_TYPE", () => lib["sliceReverseF64"]!(value), message);
    if (value !== null) refuses("TOPHER_TYPE", () => nullable["sliceReverseF64"]!(value), message);
  });

  test(`bytesInvert refuses ${what}`, () => {
    const message = /^fixture\.bytesInvert: parameter 1 must be a Uint8Array, got /;
    refuses("TOPHER_TYPE", () => lib["bytesInvert"]!(value), message);
    if (value !== null) refuses("TOPHER_TYPE", () => nullable["bytesInvert"]!(value), message);
  });
}

test("bytesInvert refuses a plain array, which t.slice would copy in", () => {
  refuses("TOPHER_TYPE", () => lib["bytesInvert"]!([1, 2]), /must be a Uint8Array, got an array of 2$/);
});

for (const other of typedArrays.filter(({ name }) => name !== "Uint8Array")) {
  test(`bytesInvert refuses a ${other.name}`, () => {
    const message = `fixture.bytesInvert: parameter 1 must be a Uint8Array, got ${other.name}(3)`;
    refuses("TOPHER_TYPE", () => lib["bytesInvert"]!(new other(3)), message);
  });
}

for (const [what, view] of Object.entries(unlendable(Uint8Array as TypedArrayConstructor))) {
  test(`bytesInvert and echoPointer refuse a view that is ${what}`, () => {
    refuses(
      "TOPHER_BUFFER",
      () => lib["bytesInvert"]!(view),
      /^fixture\.bytesInvert: parameter 1 must be a Uint8Array /,
    );
    refuses("TOPHER_BUFFER", () => nullable["bytesInvert"]!(view), /^fixture\.bytesInvert: parameter 1 must be /);
    refuses("TOPHER_BUFFER", () => lib["echoPointer"]!(view), /^fixture\.echoPointer: parameter 1 must be an address /);
  });
}

for (const view of [...typedArrays.map((array) => new array(2)), new DataView(new ArrayBuffer(4), 1)]) {
  test(`echoPointer takes ${show(view)} of any kind`, () => {
    assert.equal(typeof lib["echoPointer"]!(view), "bigint");
    assert.equal(lib["echoPointer"]!(view), lib["echoPointer"]!(view));
  });
}

test("bytesInvert and echoPointer refuse a view that was lent before and then detached", () => {
  const bytes = new Uint8Array(64);
  for (const symbol of ["bytesInvert", "echoPointer"]) lib[symbol]!(bytes);
  nullable["bytesInvert"]!(bytes);
  detach(bytes);
  for (const symbol of ["bytesInvert", "echoPointer"]) refuses("TOPHER_BUFFER", () => lib[symbol]!(bytes));
  refuses("TOPHER_BUFFER", () => nullable["bytesInvert"]!(bytes));
});

test("echoPointer gets null for a view of nothing", () => {
  assert.equal(lib["echoPointer"]!(new Uint8Array(0)), null);
});

// Reading a later argument may run the program's own code, which could take an earlier argument's memory away.
test("sliceTwo refuses when reading the second argument detaches the first", () => {
  for (let i = 0; i < 3; i++) {
    const first = Float64Array.of(1, 2);
    const second = new Proxy([3, 4], {
      get(target, key) {
        if (key === "1") detach(first);
        return Reflect.get(target, key);
      },
    });
    const message = /^fixture\.sliceTwo: parameter 1 (was|must be .* not) detached/;
    refuses("TOPHER_BUFFER", () => lib["sliceTwo"]!(first, second), message);
  }
});

test("sliceTwo takes a proxy around an array, and an array with getters", () => {
  const getters = Object.defineProperty([0, 4], 0, { get: () => 3 });
  assert.equal(lib["sliceTwo"]!(new Proxy([1, 2], {}), getters), 11);
});

test("sliceTwo passes an error on that a getter throws", () => {
  const thrown = new Error("mine");
  const getters = Object.defineProperty([0], 0, {
    get: () => {
      throw thrown;
    },
  });
  assert.throws(
    () => lib["sliceTwo"]!([1], getters),
    (error) => error === thrown,
  );
  assert.equal(lib["sliceTwo"]!([2], [3]), 6);
});

test("sliceTwo lets a getter call the library itself", () => {
  const getters = Object.defineProperty([0, 0], 1, { get: () => lib["sliceTwo"]!([2, 3], [4, 5]) as number });
  assert.equal(lib["sliceTwo"]!([1, 2], getters), 46);
});

test("sliceTwo refuses when a struct's getter detaches a view", () => {
  const structs = open(libraryUrl("fixture"), {
    structsScale: fn([t.slice(t.struct({ a: t.i64, b: t.f64 })), t.i64], t.void),
    sliceAddress: fn([t.slice(t.u8)], t.pointer),
  });
  const bytes = new Uint8Array(8);
  const item = {
    a: 1n,
    get b(): number {
      return (detach(bytes), 2);
    },
  };
  structs.structsScale([item], 2n);
  refuses("TOPHER_BUFFER", () => structs.sliceAddress(bytes), /must be a Uint8Array or an array that is not detached/);
});

nothingLeft();
