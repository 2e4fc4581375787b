// Built-in prototypes that a program has changed. What was added changes nothing. Where a built-in throws, a call may throw that, but it never gives a
// wrong value, leaves nothing behind, and the next call is right once the built-in is back.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { nothingLeft, settled, untyped } from "./kit.ts";

const call = untyped(f);
const mine = new Error("mine");
const throwMine = (): never => {
  throw mine;
};

/** Calls of every shape; each gives something that can be compared. */
const battery: readonly (() => unknown)[] = [
  () => f.add(1, 2),
  () => f.int64(5n),
  () => f.echo("text"),
  () => f.echo("long ".repeat(20_000)).length,
  () => f.mean(Float64Array.of(1, 2, 3)),
  () => f.mean([1, 2, 3]),
  () => f.echoFloats([1, 2])[1],
  () => f.echoInts([1, 2])[1],
  () => f.echoStrings(["a", "b"])[1],
  () => f.echoPoint({ x: 1, y: 2 }).y,
  () => f.echoPerson({ name: "Ada", tags: ["a"], friend: { name: "Bob" } }).friend!.name,
  () => f.echoCounts({ a: 1, b: 2 })["b"],
  () => f.echoNames(new Map([[1, "a"]])).size,
  () => (f.echoAny({ a: [1, { x: "b" }] }) as { a: [number, { x: string }] }).a[1].x,
  () => {
    const point = { x: 1, y: 2 };
    f.move(point, 1, 1);
    return point.x + point.y;
  },
  () => f.apply(1, (x) => f.apply(x, (y) => y + 1)),
  () => f.mapFloats([1, 2], (x) => x * 2)[1],
  () => {
    const account = f.newAccount("x");
    const balance = account.deposit(5n);
    account[Symbol.dispose]();
    return balance;
  },
  () => f.divMod(7, 2)[1],
  () => f.sumOf(1, 2, 3),
  () => f.echoTime(new Date(5)).getTime(),
  () => f.echoBytes(new Uint8Array(70_000)).length,
];
const refused: readonly (() => unknown)[] = [
  () => call["echoPoint"]!({ z: 1 }),
  () => call["int8"]!(300),
  () => call["echoInts"]!(["x"]),
];
const failing: readonly (() => unknown)[] = [
  ...refused,
  () => f.half(-1),
  () => f.panic("message"),
  () =>
    f.apply(1, () => {
      throw mine;
    }),
];

interface Outcome {
  value: unknown;
  threw: boolean;
}

// Without a method of any built-in: they are what is changed.
function outcomes(calls: readonly (() => unknown)[]): Outcome[] {
  const all: Outcome[] = [];
  for (let i = 0; i < calls.length; i++) {
    let outcome: Outcome;
    try {
      outcome = { value: calls[i]!(), threw: false };
    } catch (error) {
      outcome = { value: error, threw: true };
    }
    Reflect.defineProperty(all, i, { value: outcome, enumerable: true });
  }
  return all;
}

const expected = outcomes(battery);
const expectedFailures = outcomes(failing);
// Where a built-in throws while a handle or an error of Go is on its way, nobody has it to give it back.
const plain = battery.filter((each) => !String(each).includes("newAccount"));
const expectedPlain = outcomes(plain);
const litter = (): unknown => f.makeBytes(4_000_000);
await settled(litter); // what was thrown above is none of the cases' business

/** Changes a property for the time of a function. */
function changed<T>(of: object, key: string | symbol, to: PropertyDescriptor, run: () => T): T {
  const before = Reflect.getOwnPropertyDescriptor(of, key);
  const { defineProperty, deleteProperty } = Reflect;
  defineProperty(of, key, { configurable: true, ...to });
  try {
    return run();
  } finally {
    if (before === undefined) deleteProperty(of, key);
    else defineProperty(of, key, before);
  }
}

function same(got: readonly Outcome[], wanted: readonly Outcome[], mayThrow: boolean): void {
  got.forEach((outcome, i) => {
    const want = wanted[i]!;
    if (outcome.threw && mayThrow) return;
    assert.equal(outcome.threw, want.threw, `call ${i}: ${String(outcome.value)}`);
    if (!want.threw) assert.equal(outcome.value, want.value, `call ${i}`);
    else assert.equal(String(outcome.value), String(want.value), `call ${i}`);
  });
}

const names = [
  "x",
  "y",
  "a",
  "b",
  "name",
  "value",
  "next",
  "friend",
  "tags",
  "code",
  "cause",
  "results",
  "size",
  "polluted",
];
for (const name of names) {
  test(`a setter of Object.prototype for ${name} that throws changes nothing`, () => {
    const property = { get: () => undefined, set: throwMine };
    const got = changed(Object.prototype, name, property, () => [outcomes(battery), outcomes(failing)] as const);
    same(got[0], expected, false);
    same(got[1], expectedFailures, false);
  });

  test(`an enumerable property ${name} of Object.prototype is no key of a map`, () => {
    const property = { value: undefined, enumerable: true, writable: true };
    const got = changed(Object.prototype, name, property, () => f.echoCounts({ q: 1 }));
    assert.deepEqual(got, { q: 1 });
  });
}

// But for Map.prototype.delete, with which what is held is taken back.
const throwing: readonly (readonly [string, object, readonly (string | symbol)[]])[] = [
  [
    "Array.prototype",
    Array.prototype,
    [
      Symbol.iterator,
      "push",
      "pop",
      "shift",
      "slice",
      "splice",
      "map",
      "find",
      "findIndex",
      "includes",
      "indexOf",
      "forEach",
      "some",
      "join",
      "concat",
    ],
  ],
  ["Map.prototype", Map.prototype, [Symbol.iterator, "get", "set", "has", "entries", "forEach"]],
  ["Set.prototype", Set.prototype, ["has", "add", "delete"]],
  ["WeakMap.prototype", WeakMap.prototype, ["get", "set", "has", "delete"]],
  ["FinalizationRegistry.prototype", FinalizationRegistry.prototype, ["register", "unregister"]],
  [
    "%TypedArray%.prototype",
    Object.getPrototypeOf(Uint8Array.prototype) as object,
    [Symbol.iterator, "set", "subarray", "slice", "fill", "copyWithin"],
  ],
  [
    "DataView.prototype",
    DataView.prototype,
    ["getUint32", "setUint32", "getFloat64", "setFloat64", "getBigInt64", "setBigInt64", "setInt32"],
  ],
  ["String.prototype", String.prototype, ["slice", "charCodeAt", "includes", "startsWith", "replace", "search"]],
  ["Object", Object, ["keys", "entries", "hasOwn", "getPrototypeOf", "isFrozen", "defineProperty", "assign", "freeze"]],
  ["Array", Array, ["isArray", "from"]],
  ["ArrayBuffer", ArrayBuffer, ["isView"]],
  ["Number", Number, ["isSafeInteger", "isInteger", "isFinite", "isNaN"]],
  ["Math", Math, ["min", "max", "fround", "trunc", "floor", "ceil", "log2", "abs"]],
  ["BigInt", BigInt, ["asIntN", "asUintN"]],
  ["JSON", JSON, ["stringify"]],
  ["Reflect", Reflect, ["set", "get", "ownKeys"]],
  ["Function.prototype", Function.prototype, ["call", "apply", "bind"]],
  ["Promise.prototype", Promise.prototype, ["then", "catch", "finally"]],
  ["Promise", Promise, ["resolve", "all"]],
  ["Error", Error, ["captureStackTrace"]],
];
for (const [title, of, keys] of throwing) {
  for (const key of keys) {
    if (!Object.hasOwn(of, key)) continue;
    test(`with a ${title}.${String(key)} that throws, a call is right or throws, and nothing is left`, () => {
      for (let round = 0; round < 2; round++) {
        const got = changed(
          of,
          key,
          { value: throwMine, writable: true },
          () => [outcomes(plain), outcomes(refused)] as const,
        );
        same(got[0], expectedPlain, true);
        same(got[1], expectedFailures, true);
      }
      same(outcomes(battery), expected, false);
      same(outcomes(failing), expectedFailures, false);
    });
  }
}

const counted: readonly (readonly [string, object, string])[] = [
  ["Array.prototype.push", Array.prototype, "push"],
  ["Map.prototype.get", Map.prototype, "get"],
  ["Function.prototype.call", Function.prototype, "call"],
  ["Promise.prototype.then", Promise.prototype, "then"],
];
for (const [title, of, key] of counted) {
  test(`a ${title} that is wrapped, as tracers do, changes nothing`, async () => {
    const original = (of as Record<string, (...args: unknown[]) => unknown>)[key]!;
    const { apply } = Reflect;
    const wrapped = function (this: unknown, ...args: unknown[]): unknown {
      return apply(original, this, args);
    };
    const got = changed(
      of,
      key,
      { value: wrapped, writable: true },
      () => [outcomes(battery), outcomes(failing)] as const,
    );
    same(got[0], expected, false);
    same(got[1], expectedFailures, false);
    const { defineProperty } = Reflect;
    const before = Reflect.getOwnPropertyDescriptor(of, key)!;
    defineProperty(of, key, { ...before, value: wrapped });
    try {
      assert.equal(await f.add.async(1, 2), 3);
      assert.equal(await f.apply.async(1, async (x: number) => x + 1), 2);
    } finally {
      defineProperty(of, key, before);
    }
  });
}

test("a then of Object.prototype is asked as the language asks, and results come all the same", async () => {
  let asked = 0;
  const { defineProperty, deleteProperty } = Reflect;
  defineProperty(Object.prototype, "then", { configurable: true, get: () => void asked++ });
  try {
    assert.equal((await f.echoPoint.async({ x: 1, y: 2 })).y, 2);
    assert.equal(await f.add.async(1, 2), 3);
    assert.equal(
      f.apply(1, (x) => x + 1),
      2,
    );
  } finally {
    deleteProperty(Object.prototype, "then");
  }
  assert.ok(asked > 0, "nobody has asked, so this shows nothing");
});

nothingLeft(litter);
