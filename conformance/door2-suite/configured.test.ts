// What topher.config.json says of a package that one cannot edit.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Handle } from "topher";
import * as c from "../../dist/door2/configured/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(c);
const types = readFileSync(new URL("../../dist/door2/configured/index.d.ts", import.meta.url), "utf8");

test("maxFloat64 and maxString are instances of one function", () => {
  assert.equal(c.maxFloat64(1, 2.5, 2), 2.5);
  assert.equal(c.maxString("b", "a", "c"), "c");
  refuses(
    "TOPHER_TYPE",
    () => call["maxString"]!("a", 5),
    /^configured\.maxString: .*\(more\)\[0\] must be a string, got number 5$/,
  );
});

test("SetInt and SetString are instances of one type", () => {
  const [numbers, texts] = [c.newSetInt(3, 1, 3), c.newSetString("b", "a")];
  assert.deepEqual(
    [numbers.items(), texts.items()],
    [
      [1, 3],
      ["a", "b"],
    ],
  );
  assert.deepEqual([numbers.has(3), numbers.has(2), texts.has("a")], [true, false, true]);
  assert.ok(numbers instanceof c.SetInt && !(numbers instanceof c.SetString));
  refuses("TOPHER_TYPE", () => numbers.has("x" as never), /^configured\.\S*\.has: parameter 1 \(item\) must be/);
});

test("safe integers in any are ints", () => {
  for (const [value, type] of [
    [1, "int"],
    [-0, "float64"],
    [2 ** 53 - 1, "int"],
    [2 ** 53, "float64"],
    [1.5, "float64"],
    [NaN, "float64"],
    [5n, "int64"],
  ] as const) {
    assert.equal(c.typeName(value), type, String(value));
    assert.ok(Object.is(c.echo(value), value), String(value));
  }
});

test("safe integers are ints inside of arrays, objects, maps and results of functions", () => {
  assert.deepEqual(c.typeNames({ a: 1, b: 0.5, c: [1], d: "x" }), ["int", "float64", "[]interface {}", "string"]);
  assert.deepEqual(c.echo({ a: [1, { b: 2 }], c: 0.5 }), { a: [1, { b: 2 }], c: 0.5 });
  assert.equal(
    c.call((v) => v, 7),
    "int",
  );
  assert.equal(
    c.call(() => 7, null),
    "int",
  );
  assert.equal(
    c.call(() => 7.5, null),
    "float64",
  );
});

test("called has another name, hidden is left out", () => {
  assert.equal(c.called(), "renamed");
  assert.ok(!("renamed" in c) && !("hidden" in c));
});

for (const [name, share, add] of [
  ["sum", "copied", c.sum],
  ["look", "borrowed", c.look],
] as const) {
  test(`${name} is ${share}, against what the compiler says`, () => {
    const xs = Float64Array.of(1, 2, 3);
    assert.equal(add(xs), 6);
    assert.equal(add([1, 2, 3]), 6);
    const end = types.indexOf(`export declare function ${name}(`);
    assert.match(types.slice(types.lastIndexOf("/**", end), end), new RegExp(`@param xs ${share}`));
  });
}

test("Size is a class, though it could cross by value", () => {
  const size = new c.Size({ width: 2, height: 3 });
  assert.ok(size instanceof Handle);
  assert.equal(c.area(size), 6);
  size.width = 5;
  assert.equal(c.area(size), 15);
  refuses(
    "TOPHER_TYPE",
    () => call["area"]!({ width: 1, height: 1 }),
    /^configured\.area: parameter 1 \(s\) must be a configured\.Size/,
  );
});

nothingLeft(() => c.collect());
