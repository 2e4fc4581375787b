// Structs by value and by pointer, of every shape that the calling convention treats differently.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn, open, t } from "topher";
import { bindTable } from "../kit/fixture.ts";
import { libraryUrl } from "../kit/library.ts";
import { shapes } from "../kit/header.ts";
import { refuses } from "../kit/refuses.ts";
import { made, weighted } from "../kit/struct-values.ts";
import { fixtureSymbols } from "../kit/symbols.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const lib = bindTable(fixtureSymbols);
const echoing = [...shapes.values()].filter(({ suffix }) => `structEcho${suffix}` in fixtureSymbols);
// Above the first page, because one field of one struct is an address.
const seed = 5000;
const seedOf = (name: string): number => (name === "every" ? seed : 3);

test("fixture.h has the structs that the suite expects", () => assert.ok(echoing.length >= 18));

for (const shape of echoing) {
  const { suffix, name } = shape;
  const some = made(shape, seedOf(name));
  const values = name === "every" ? { ...some, i8: 1, u8: 2 } : some;

  test(`structMake${suffix} gives every field`, () => {
    assert.deepEqual(lib[`structMake${suffix}`]!(BigInt(seedOf(name) % 100)), made(shape, seedOf(name) % 100));
  });

  test(`structSum${suffix} gets every field`, () => {
    assert.equal(lib[`structSum${suffix}`]!(values), weighted(values));
  });

  test(`structEcho${suffix} takes and gives every field`, () => {
    for (let i = 0; i < 3; i++) assert.deepEqual(lib[`structEcho${suffix}`]!(values), values);
  });

  test(`structSet${suffix} writes back into the same object`, () => {
    const object = structuredClone(values);
    const before = { ...object };
    assert.equal(lib[`structSet${suffix}`]!(object, 40n), weighted(values));
    assert.deepEqual(object, made(shape, 40));
    assert.deepEqual(Object.keys(object), Object.keys(before));
  });

  test(`structSet${suffix} gets NULL for null`, () => assert.equal(lib[`structSet${suffix}`]!(null, 1n), -1));

  test(`structSet${suffix} refuses a frozen object before the call`, () => {
    const frozen = Object.freeze(structuredClone(values));
    refuses("TOPHER_FROZEN", () => lib[`structSet${suffix}`]!(frozen, 40n), /: parameter 1 must not be frozen/);
    assert.deepEqual(frozen, values);
  });

  test(`structSum${suffix} names the field that is missing`, () => {
    const [last] = Object.keys(values).slice(-1);
    const { [last!]: _, ...rest } = values;
    const site = new RegExp(`^fixture\\.structSum${suffix}: parameter 1\\.${last} must be .*, got undefined`);
    refuses("TOPHER_TYPE", () => lib[`structSum${suffix}`]!(rest), site);
  });

  test(`structSum${suffix} names the field nearest to an unknown one`, () => {
    const [first] = Object.keys(values);
    const message = `fixture.structSum${suffix}: parameter 1.${first}_ is not a field of the struct. The nearest is ${first}`;
    refuses("TOPHER_UNKNOWN_FIELD", () => lib[`structSum${suffix}`]!({ ...values, [`${first}_`]: 1 }), message);
  });

  for (const [what, value] of Object.entries({ "a string": "x", "a number": 1, undefined, "an array": [1, 2] })) {
    test(`structSum${suffix} refuses ${what}`, () => {
      const site = `fixture.structSum${suffix}: parameter 1 must be an object with ${Object.keys(values).join(", ")}, got `;
      const { message } = refuses("TOPHER_TYPE", () => lib[`structSum${suffix}`]!(value));
      assert.ok(message.startsWith(site), message);
      refuses("TOPHER_TYPE", () => lib[`structSet${suffix}`]!(value, 1n), /: parameter 1 must be an object with /);
    });
  }
}

test("structEchoNested gives a new object each time", () => {
  const value = made(shapes.get("nested")!, 1);
  const first = lib["structEchoNested"]!(value);
  const second = lib["structEchoNested"]!(value);
  assert.notEqual(first, second);
  assert.notEqual(first.v, second.v);
  first.v[0] = 77;
  assert.deepEqual(second, value);
});

test("structSumNested names the field inside the field", () => {
  const value = made(shapes.get("nested")!, 1);
  const colour = { r: 1, g: 256, b: 3 };
  const message = "fixture.structSumNested: parameter 1.colour.g must be an integer from 0 to 255, got number 256";
  refuses("TOPHER_RANGE", () => lib["structSumNested"]!({ ...value, colour }), message);
});

test("structSumNested names the element inside the array", () => {
  const value = made(shapes.get("nested")!, 1);
  const message =
    /^fixture\.structSumNested: parameter 1\.v\[2\] must be an integer from -32768 to 32767, got number 1\.5$/;
  refuses("TOPHER_RANGE", () => lib["structSumNested"]!({ ...value, v: [1, 2, 1.5] }), message);
});

for (const [what, v] of Object.entries({ "too short": [1, 2], "too long": [1, 2, 3, 4], empty: [] })) {
  test(`structSumInts3 refuses an array that is ${what}`, () => {
    const message =
      /^fixture\.structSumInts3: parameter 1\.v must be an Int32Array or an array, of 3, got an array of \d$/;
    refuses("TOPHER_RANGE", () => lib["structSumInts3"]!({ v }), message);
  });
}

test("structSumInts3 takes a typed array and a plain one", () => {
  assert.equal(lib["structSumInts3"]!({ v: [1, 2, 3] }), 14);
  assert.equal(lib["structSumInts3"]!({ v: Int32Array.of(1, 2, 3) }), 14);
  refuses("TOPHER_TYPE", () => lib["structSumInts3"]!({ v: Int16Array.of(1, 2, 3) }), /, got Int16Array\(3\)$/);
});

test("structSetInts3 writes into the field, whatever array was there", () => {
  const plain = { v: [1, 2, 3] };
  lib["structSetInts3"]!(plain, 10n);
  assert.deepEqual([...plain.v], [10, 11, 12]);
});

test("structWith puts structs where registers have run out", () => {
  const v = { a: 6n, b: 7.5 };
  assert.equal(lib["structWith"]!(1n, 2n, 3n, 4n, 5n, v, 8.5), 1 + 4 + 9 + 16 + 25 + 36 + 52.5 + 68);
});

test("structThree takes structs of three classes in one call", () => {
  const result = lib["structThree"]!({ a: 1n, b: 2.5 }, { a: 3.5, b: 4.5 }, { a: 5n, b: 6n, c: 7n });
  assert.equal(result, 1 + 5 + 10.5 + 18 + 25 + 36 + 49);
});

test("structSumMixed takes an object with a prototype, getters and more than enumerable properties", () => {
  class Mixed {
    get b(): number {
      return 2.5;
    }
    a = 1n;
  }
  assert.equal(lib["structSumMixed"]!(new Mixed()), 6);
  const hidden = Object.defineProperty({ a: 1n, b: 1 }, "c", { value: 1, enumerable: false });
  assert.equal(lib["structSumMixed"]!(hidden), 3);
  assert.equal(lib["structSumMixed"]!(Object.assign(Object.create(null), { a: 1, b: 1 })), 3);
});

test("structSetMixed throws where one field alone cannot be written, and names it", () => {
  const object = Object.defineProperty({ a: 1n, b: 2 }, "b", { writable: false });
  refuses(
    "TOPHER_FROZEN",
    () => lib["structSetMixed"]!(object, 9n),
    /^fixture\.structSetMixed: parameter 1\.b must be /,
  );
});

test("structSetMixed writes to a sealed object", () => {
  const object = Object.seal({ a: 1n, b: 2 });
  lib["structSetMixed"]!(object, 9n);
  assert.deepEqual(object, { a: 9n, b: 10 });
});

test("structIsNull tells null from an object", () => {
  assert.equal(lib["structIsNull"]!(null), true);
  assert.equal(lib["structIsNull"]!({ a: 1, b: 2, c: 3 }), false);
  const strict = open(libraryUrl("fixture"), { structIsNull: fn([t.ref(shapes.get("padded")!.type)], t.bool) });
  refuses("TOPHER_TYPE", () => strict.structIsNull(null), /must be an object with a, b, c, got null$/);
});

nothingLeft();
