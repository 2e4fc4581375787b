// Objects that are not what they look like: boxed values, claimed prototypes, subclasses, other realms, holes, forged members.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { ByteSink, goInt, OutputBuffer, same } from "topher";
import * as f from "../../dist/door2/features/index.js";
import { detach } from "../kit/buffers.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);

for (const [name, value] of [
  ["float64", Object(1)],
  ["int", Object(1)],
  ["int64", Object(1n)],
  ["bool", Object(true)],
  ["echo", Object("x")],
  ["echoAny", Object(Symbol("s"))],
  ["echoAny", Object(1)],
  ["echoAny", Object(1n)],
  ["echoAny", Object("x")],
  ["echoDuration", Object(1)],
] as const) {
  test(`${name} refuses the box of a ${typeof value.valueOf()}`, () =>
    void refuses("TOPHER_TYPE", () => call[name]!(value)));
}

for (const name of [
  "int",
  "int64",
  "float64",
  "bool",
  "echo",
  "echoTime",
  "echoDuration",
  "echoBytes",
  "echoPoint",
  "mean",
  "describe",
]) {
  test(`${name} refuses a symbol`, () => void refuses("TOPHER_TYPE", () => call[name]!(Symbol("s")), /got a symbol$/));
  test(`${name} asks a value nothing that only looks like one`, () => {
    let asked = 0;
    const ask = (): number => ++asked;
    const value = { valueOf: ask, toString: ask, [Symbol.toPrimitive]: ask };
    refuses(name === "echoPoint" ? "TOPHER_UNKNOWN_FIELD" : "TOPHER_TYPE", () => call[name]!(value));
    assert.equal(asked, 0);
  });
}

test("echoAny and echoNames refuse what only claims to be a Map", () => {
  for (const claim of [
    Object.create(Map.prototype),
    Object.setPrototypeOf({}, Map.prototype),
    new Proxy(new Map(), {}),
  ]) {
    refuses("TOPHER_TYPE", () => call["echoAny"]!(claim));
    refuses("TOPHER_TYPE", () => call["echoNames"]!(claim));
    refuses("TOPHER_TYPE", () => call["echoCounts"]!(claim));
  }
});

test("echoNames takes a Map by what it holds, whatever a subclass gives", () => {
  class Odd extends Map<number, string> {
    override [Symbol.iterator](): MapIterator<[number, string]> {
      return [1, 2][Symbol.iterator]() as never;
    }
  }
  assert.deepEqual(f.echoNames(new Odd([[5, "a"]])), new Map([[5, "a"]]));
});

test("echoNames refuses pairs that are none", () => {
  for (const pairs of [[1], [[1]], [null], ["ab"], [[1, "a", 2]], new Set([1])]) {
    refuses("TOPHER_TYPE", () => call["echoNames"]!(pairs), /must be a pair \[key, value\]/);
  }
});

test("echoTime takes the Date that is there, and refuses what only claims to be one", () => {
  class Late extends Date {
    override getTime(): number {
      return 99;
    }
    override valueOf(): number {
      return 99;
    }
  }
  assert.equal(f.echoTime(new Late(5)).getTime(), 5);
  assert.equal(f.echoTime(Object.assign(new Date(5), { getTime: () => 99 })).getTime(), 5);
  for (const claim of [Object.create(Date.prototype), new Proxy(new Date(5), {}), { getTime: () => 5 }]) {
    refuses("TOPHER_TYPE", () => call["echoTime"]!(claim));
  }
});

test("echoBytes, echoFloats and mean take the memory that is there, whatever members say", () => {
  class Forged extends Float64Array {
    override get length(): 1_000_000 {
      return 1_000_000;
    }
    override get byteOffset(): number {
      return 4096;
    }
    override get byteLength(): number {
      return 1_000_000;
    }
    override get buffer(): ArrayBuffer {
      return new ArrayBuffer(1);
    }
    static get [Symbol.species](): Float64ArrayConstructor {
      throw new Error("never asked");
    }
  }
  const forged = new Forged([1, 2, 3]);
  for (let i = 0; i < 100; i++) {
    assert.equal(f.mean(forged), 2);
    assert.deepEqual([...f.echoFloats(forged)], [1, 2, 3]);
    assert.deepEqual(Array.from(f.echoAny(forged) as Float64Array), [1, 2, 3]);
  }
  f.scale(forged, 2);
  assert.equal(f.mean(Float64Array.of(2, 4, 6)), f.mean(forged));
  const bytes = Uint8Array.of(1, 2, 3);
  for (const member of ["length", "byteLength", "byteOffset"]) Object.defineProperty(bytes, member, { value: 1000 });
  Object.defineProperty(bytes, "buffer", { value: new ArrayBuffer(0) });
  assert.deepEqual([...f.echoBytes(bytes)], [1, 2, 3]);
  assert.equal(f.sumBytes(bytes), 6);
});

test("echoVector and reverseDigest refuse a view of another length, whatever it says", () => {
  const two = Object.defineProperty(Float64Array.of(1, 2), "length", { value: 3 });
  refuses("TOPHER_RANGE", () => f.echoVector(two));
  const digest = Object.defineProperty(new Uint8Array(3), "length", { value: 4 });
  refuses("TOPHER_RANGE", () => f.reverseDigest(digest));
});

test("mean refuses memory that can be resized or is shared, whatever its buffer says", () => {
  const Resizable = ArrayBuffer as unknown as new (
    length: number,
    options: object,
  ) => ArrayBuffer & { resize(n: number): void };
  const resizable = new Resizable(16, { maxByteLength: 64 });
  Object.defineProperty(resizable, "resizable", { value: false });
  const shared = new SharedArrayBuffer(16);
  Object.defineProperty(shared, Symbol.toStringTag, { value: "ArrayBuffer" });
  Object.setPrototypeOf(shared, ArrayBuffer.prototype);
  for (const buffer of [resizable, shared as unknown as ArrayBuffer]) {
    refuses("TOPHER_BUFFER", () => f.mean(new Float64Array(buffer)));
    refuses("TOPHER_BUFFER", () => f.echoFloats(new Float64Array(buffer)));
    refuses("TOPHER_BUFFER", () => f.echoAny(new Float64Array(buffer)));
  }
});

test("mean refuses a view without memory each time, also after it was lent", () => {
  const view = Float64Array.of(1, 2, 3);
  for (let i = 0; i < 100; i++) f.mean(view);
  detach(view);
  for (let i = 0; i < 3; i++) refuses("TOPHER_BUFFER", () => f.mean(view));
});

test("values of another realm are what they are here", () => {
  const other = <T>(code: string): T => runInNewContext(code, { structuredClone }) as T;
  assert.deepEqual(f.echoAny(other("({ a: [1, 'x', null, new Date(5)] })")), { a: [1, "x", null, new Date(5)] });
  assert.deepEqual(f.echoAny(other("new Map([[1, 'a']])")), new Map([[1, "a"]]));
  assert.deepEqual(f.echoNames(other("new Map([[1, 'a']])")), new Map([[1, "a"]]));
  assert.deepEqual(f.echoCounts(other("({ a: 1 })")), { a: 1 });
  assert.deepEqual(f.echoInts(other("[1, 2]")), [1, 2]);
  assert.equal(f.mean(other("new Float64Array([1, 3])")), 2);
  assert.deepEqual(f.echoBytes(other("new Uint8Array([1, 3])")), Uint8Array.of(1, 3));
  assert.deepEqual(f.echoPoint(other("({ x: 1 })")), { x: 1, y: 0 });
  assert.equal(f.echoTime(other("new Date(7)")).getTime(), 7);
  assert.equal(f.apply(1, other<(x: number) => number>("(x) => x + 1")), 2);
  const error = other<Error>("new RangeError('theirs')");
  assert.equal(f.describe(error), "theirs");
  assert.equal(
    thrownBy(() => f.rethrow(error)),
    error,
  );
  refuses("TOPHER_BUFFER", () => f.mean(other("new Float64Array(new SharedArrayBuffer(8))")));
  refuses("TOPHER_BUFFER", () => f.mean(other("new Float64Array(new ArrayBuffer(8, { maxByteLength: 16 }))")));
  const point: f.Point = other("({ x: 1, y: 2 })");
  f.move(point, 1, 1);
  assert.deepEqual({ ...point }, { x: 2, y: 3 });
});

test("echoInts refuses holes, and echoAny takes them as null", () => {
  refuses("TOPHER_TYPE", () => f.echoInts([1, , 3] as number[]), /\[1\] must be a safe integer .* got undefined$/);
  assert.deepEqual(f.echoAny([1, , 3]), [1, null, 3]);
  assert.deepEqual(f.echoList(Array(3)), [null, null, null]);
});

test("objects without a prototype, with private members and with symbols as keys", () => {
  const bare = (fields: object): never => Object.assign(Object.create(null), fields) as never;
  assert.deepEqual(f.echoPoint(bare({ x: 1 })), { x: 1, y: 0 });
  assert.deepEqual(f.echoCounts(bare({ a: 1 })), { a: 1 });
  assert.deepEqual(f.echoAny(bare({ a: 1 })), { a: 1 });
  class Private {
    #x = 1;
    get x(): number {
      return this.#x;
    }
  }
  assert.deepEqual(f.echoPoint(new Private()), { x: 1, y: 0 });
  refuses("TOPHER_TYPE", () => call["echoAny"]!(new Private()), /got an object of class Private$/);
  assert.deepEqual(f.echoAny({ a: 1, [Symbol("s")]: 2 }), { a: 1 });
  assert.deepEqual(f.echoPoint({ x: 1, [Symbol("s")]: 2 } as never), { x: 1, y: 0 });
});

test("move refuses what cannot take its changes, before and after Go has made them", () => {
  refuses("TOPHER_FROZEN", () => f.move(Object.freeze({ x: 1, y: 2 }), 1, 1));
  const fixed: readonly (() => f.Point)[] = [
    () => Object.seal({ x: 1 }) as f.Point,
    () => Object.preventExtensions({ x: 1 }) as f.Point,
    () => Object.defineProperty({ x: 1, y: 2 }, "y", { writable: false }),
    () => ({
      x: 1,
      get y() {
        return 2;
      },
    }),
    () => new Proxy({ x: 1, y: 2 }, { set: () => false }),
    () => Object.create(Object.freeze({ x: 1, y: 2 })) as f.Point,
  ];
  for (const make of fixed) refuses("TOPHER_FROZEN", () => f.move(make(), 1, 1));
});

test("a message has no more of a value than there is room for", () => {
  const long = "x".repeat(1e6);
  const huge = 2n ** (2n ** 25n);
  class Named {
    static name = long;
  }
  const start = performance.now();
  refuses("TOPHER_RANGE", () => f.int64(huge), /got a bigint of more than 100 digits$/);
  refuses("TOPHER_RANGE", () => f.int64(-huge), /got a bigint of more than 100 digits$/);
  refuses("TOPHER_TYPE", () => call["float64"]!(huge), /got a bigint of more than 100 digits$/);
  refuses("TOPHER_RANGE", () => f.int64(10n ** 39n), /got bigint 10{39}n$/);
  refuses("TOPHER_RANGE", () => f.echoAny(huge as never), /got a bigint of more than 100 digits$/);
  assert.ok(performance.now() - start < 1000, "to print such a bigint takes seconds");
  refuses("TOPHER_TYPE", () => call["float64"]!(new Named()), /got an object of class x{40}…$/);
  refuses("TOPHER_UNKNOWN_FIELD", () => call["echoPoint"]!({ [long]: 1 }), /^[^x]*\(p\)\["x{40}…"\] is not a field/);
  refuses("TOPHER_TYPE", () => call["echoAny"]!({ [long]: Symbol(long) }), /\["x{40}…"\] must be .*got a symbol$/);
  refuses(
    "TOPHER_TYPE",
    () => call["echoAny"]!(new Map([[long, Symbol(long)]])),
    /\["x{40}…"\] must be .*got a symbol$/,
  );
});

test("what is passed to topher's own functions is checked, too", () => {
  for (const value of [undefined, null, {}, Symbol("s"), "x", new Proxy({}, {})]) {
    refuses("TOPHER_TYPE", () => same(value as never, value as never));
    refuses("TOPHER_TYPE", () => new OutputBuffer(value as never));
    refuses("TOPHER_TYPE", () => goInt(value as never));
  }
  for (const capacity of [-1, 1.5, NaN, Infinity, 2 ** 53]) refuses("TOPHER_RANGE", () => new OutputBuffer(capacity));
  const fake = Object.create(ByteSink.prototype) as ByteSink;
  refuses("TOPHER_TYPE", () => call["echoAny"]!(fake));
});

nothingLeft(() => f.makeBytes(4_000_000));
