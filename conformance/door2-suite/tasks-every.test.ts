// Every generated function has its asynchronous form, which does what the synchronous one does.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { rejection } from "../kit/rejects.ts";
import { thrownBy } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

// What a variadic takes in the synchronous form is one array in the other.
const point = { x: 1, y: 2 };
const same: readonly (readonly [name: string, ...args: readonly unknown[]])[] = [
  ["nothing"],
  ["bool", true],
  ["not", true],
  ["int8", -128],
  ["int16", -32768],
  ["int32", -(2 ** 31)],
  ["int64", -(2n ** 63n)],
  ["int", Number.MAX_SAFE_INTEGER],
  ["uint8", 255],
  ["uint16", 65535],
  ["uint32", 2 ** 32 - 1],
  ["uint64", 2n ** 64n - 1n],
  ["uint", 5],
  ["uintptr", 5n],
  ["float32", 0.5],
  ["float64", -0],
  ["rune", 228],
  ["echo", "häß"],
  ["echoBytes", Uint8Array.of(1, 2)],
  ["makeBytes", 70_000],
  ["nilBytes"],
  ["reverseDigest", Uint8Array.of(1, 2, 3, 4)],
  ["mean", Float64Array.of(1, 2, 3)],
  ["echoFloats", [1, 2]],
  ["echoFloats32", [1, 2]],
  ["echoInt8s", [1, 2]],
  ["echoInt64s", [1n, 2]],
  ["echoUint16s", [1, 2]],
  ["echoInts", [1, -2]],
  ["echoBools", [true, false]],
  ["echoStrings", ["a", ""]],
  ["echoGrid", [[1], [2, 3]]],
  ["echoVector", [1, 2, 3]],
  [
    "echoMatrix",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["echoCounts", { a: 1, __proto__x: 2 }],
  ["echoNames", new Map([[1, "a"]])],
  ["echoWide", new Map([[1n, "a"]])],
  ["echoCells", [[{ x: 1 }, "a"]]],
  ["echoHeader", { a: ["b"] }],
  ["echoPoint", point],
  ["echoPerson", { name: "x", friend: {} }],
  ["echoPointers", [point, null]],
  ["echoOptional", null],
  ["echoOptionalText", "x"],
  ["birthday", { name: "x", age: 5 }],
  ["chain", 3],
  ["echoTime", new Date(5)],
  ["echoColor", "red"],
  ["echoLevels", [0, 1]],
  ["echoAny", { a: [1, "x", null, 2n] }],
  ["echoList", [1, "x"]],
  ["echoObject", { a: 1 }],
  ["typeName", 1.5],
  ["cut", "a=b", "="],
  ["divMod", 7, 2],
  ["apply", 1, (x: number) => x + 1],
  ["mapFloats", [1, 2], (x: number, i: number) => x + i],
  ["sortBy", ["b", "a"], (a: string, b: string) => a < b],
  ["movePoints", [point], ({ x, y }: f.Point) => ({ x: y, y: x })],
  ["bytes", 3, (chunk: Uint8Array) => chunk.length],
  ["filter", [1, 2, 3], (n: number) => n > 1],
  ["describe", new TypeError("x")],
  ["nameOf", new f.Shape({ name: "s" })],
];
for (const [name, ...args] of same) {
  test(`features.${name}.async gives what ${name} gives`, async () => {
    const of = untyped(f)[name]!;
    assert.deepEqual(await of.async(...args), of(...args));
  });
}

const failing: readonly (readonly [name: string, ...args: readonly unknown[]])[] = [
  ["half", -1],
  ["fail", "message"],
  ["first", ""],
  ["parse", 3, "text"],
  ["failWithCode", 5],
  ["joined"],
  ["maxInt"],
  ["panic", "message"],
  ["panicError"],
  ["index", [1], 5],
  ["nilMap"],
  ["mustAccount", ""],
  ["int8", 128],
  ["echoPoint", { z: 1 }],
  ["echo", 5],
];
for (const [name, ...args] of failing) {
  test(`features.${name}.async rejects with what ${name} throws`, async () => {
    const of = untyped(f)[name]!;
    const thrown = thrownBy(() => of(...args)) as Error & { code?: string };
    const rejected = (await rejection(of.async(...args))) as Error & { code?: string };
    assert.equal(rejected.constructor, thrown.constructor);
    assert.deepEqual([rejected.code, rejected.message], [thrown.code, thrown.message]);
  });
}

nothingLeft(() => f.makeBytes(4_000_000));
