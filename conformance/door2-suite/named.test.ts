// Named types: constants and their objects, and methods of what is no class.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);

test("Color has its constants without the type's name", () => {
  assert.deepEqual({ ...f.Color }, { red: "red", green: "green", blue: "blue" });
});

test("Level, Flags, Big and Kelvin have their constants", () => {
  assert.deepEqual([f.Level.debug, f.Level.info, f.Level.warn], [-1, 0, 1]);
  assert.deepEqual({ ...f.Flags }, { flagRead: 1, flagWrite: 2 });
  assert.deepEqual({ ...f.Big }, { one: 1n, huge: 2n ** 62n });
  assert.deepEqual({ ...f.Kelvin }, { freezing: 273.15 });
});

for (const name of ["Color", "Level", "Flags", "Big", "Kelvin", "Header", "Stack", "Meters"] as const) {
  test(`${name} cannot be changed`, () => {
    assert.ok(Object.isFrozen(call[name]));
    assert.throws(() => Object.assign(call[name]!, { extra: 1 }), TypeError);
  });
}

test("echoColor takes every text", () => {
  for (const color of [f.Color.red, "mauve", ""]) assert.equal(f.echoColor(color), color);
  refuses(
    "TOPHER_TYPE",
    () => call["echoColor"]!(5),
    "features.echoColor: parameter 1 (c) must be a string, got number 5",
  );
});

test("palette gives all colors", () => assert.deepEqual(f.palette(), ["red", "green", "blue"]));

test("echoLevel takes every int, and no more", () => {
  for (const level of [f.Level.warn, 999, -1]) assert.equal(f.echoLevel(level), level);
  refuses("TOPHER_RANGE", () => f.echoLevel(1.5), /^features\.echoLevel: parameter 1 \(l\) must be a safe integer/);
});

test("echoFlagsValue takes every uint8, and no more", () => {
  assert.equal(f.echoFlagsValue(f.Flags.flagRead | f.Flags.flagWrite), 3);
  refuses(
    "TOPHER_RANGE",
    () => f.echoFlagsValue(256),
    "features.echoFlagsValue: parameter 1 (f) must be an integer from 0 to 255, got number 256",
  );
});

test("echoBig gives a bigint for a number", () => {
  assert.equal(f.echoBig(f.Big.huge), 2n ** 62n);
  assert.equal(call["echoBig"]!(5), 5n);
});

test("Level.string and Level.next are functions of the value", () => {
  assert.deepEqual(
    [-1, 0, 1, 5].map((level) => f.Level.string(level)),
    ["debug", "info", "warn", "?"],
  );
  assert.equal(f.Level.next(f.Level.debug), f.Level.info);
  refuses("TOPHER_TYPE", () => (f.Level.string as any)("x"), /^features\.Level\.string: parameter 1 \(l\) must be/);
  refuses("TOPHER_ARITY", () => (f.Level.string as any)(), "features.Level.string: takes 1 argument, got 0");
});

test("Level.raise is not there, because nobody would see what it changes", () => assert.ok(!("raise" in f.Level)));

test("Header.get and Header.add are functions of a map", () => {
  const header: Record<string, string[]> = { accept: ["a"] };
  assert.equal(f.Header.get(header, "accept"), "a");
  assert.equal(f.Header.get(header, "none"), "");
  f.Header.add(header, "accept", "b");
  f.Header.add(header, "host", "h");
  assert.deepEqual(header, { accept: ["a", "b"], host: ["h"] });
});

test("Header.add writes a key named __proto__ as any other", () => {
  const header: Record<string, string[]> = {};
  f.Header.add(header, "__proto__", "x");
  assert.deepEqual(Object.entries(header), [["__proto__", ["x"]]]);
  assert.equal(Object.getPrototypeOf(header), Object.prototype);
});

test("Stack.push writes back into the same array", () => {
  const stack = ["a"];
  f.Stack.push(stack, "b");
  f.Stack.push(stack, "c");
  assert.deepEqual(stack, ["a", "b", "c"]);
  assert.equal(f.Stack.len(stack), 3);
});

test("Stack.reversed leaves its argument as it is", () => {
  const stack = Object.freeze(["a", "b"]);
  assert.deepEqual(f.Stack.reversed(stack), ["b", "a"]);
  assert.deepEqual(stack, ["a", "b"]);
});

test("Stack.push and Header.add refuse what cannot take changes back, before Go is called", () => {
  const at = (name: string) => `features.${name}: parameter 1`;
  refuses(
    "TOPHER_FROZEN",
    () => (f.Stack.push as any)(Object.freeze(["a"]), "b"),
    new RegExp(`^${at("Stack.push")} \\(s\\)`),
  );
  refuses(
    "TOPHER_FROZEN",
    () => f.Header.add(Object.freeze({ a: ["b"] }), "a", "c"),
    new RegExp(`^${at("Header.add")}`),
  );
  refuses(
    "TOPHER_TYPE",
    () => (f.Header.add as any)(new Map([["a", ["b"]]]), "a", "c"),
    /into which Go's changes are written back/,
  );
});

test("Stack.push takes a stack that is larger than a call's arguments may be", () => {
  const stack = Array.from({ length: 200_000 }, (_, i) => String(i));
  f.Stack.push(stack, "last");
  assert.equal(stack.length, 200_001);
  assert.equal(stack.at(-1), "last");
});

test("Stack.push names the element that is wrong", () => {
  refuses(
    "TOPHER_TYPE",
    () => (f.Stack.push as any)(["a", 5], "x"),
    "features.Stack.push: parameter 1 (s)[1] must be a string, got number 5",
  );
});

test("Meters.feet is a function of a number", () => assert.ok(Math.abs(f.Meters.feet(1) - 3.2808) < 1e-4));

test("echoMeters, echoText and echoAlias take the underlying values", () => {
  assert.equal(f.echoMeters(1.5), 1.5);
  assert.equal(f.echoText("t"), "t");
  assert.deepEqual(f.echoAlias({ y: 2 }), { x: 0, y: 2 });
});

test("constants have the values that they have in Go", () => {
  const { pi, answer, wide, motto, enabled } = f;
  assert.deepEqual(
    { pi, answer, wide, motto, enabled },
    { pi: Number("3.14159"), answer: 42, wide: 2n ** 60n, motto: 'say "go"\n', enabled: true },
  );
});

nothingLeft();
