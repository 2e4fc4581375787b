// Functions that keep what they are given: memory of JavaScript is lent only to those that do not.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { readFileSync } from "node:fs";
import * as keeper from "../../dist/door2/keeper/index.js";
import { nothingLeft } from "./kit.ts";

const types = readFileSync(new URL("../../dist/door2/keeper/index.d.ts", import.meta.url), "utf8");
const rounds = 500;

after(() => keeper.forget());

const numbers = (i: number): Float64Array => Float64Array.of(i, 0.5, -i);

/** Makes garbage, so that memory that Go should not have is used for something else. */
function churn(): void {
  for (let i = 0; i < 200; i++) new Float64Array(64).fill(NaN);
}

test("keep keeps slices that JavaScript changes later", () => {
  for (let i = 0; i < rounds; i++) {
    const xs = numbers(i);
    assert.equal(keeper.keep(xs), i + 1);
    xs.fill(NaN);
    if (i % 50 === 0) churn();
  }
  for (let i = 0; i < rounds; i++) assert.deepEqual(keeper.kept(i), numbers(i));
});

test("keepBytes keeps bytes that JavaScript changes later", () => {
  for (let i = 0; i < rounds; i++) {
    const bytes = Uint8Array.of(i & 255, i >> 8, 7);
    assert.equal(keeper.keepBytes(bytes), i + 1);
    bytes.fill(0);
    if (i % 50 === 0) churn();
  }
  for (let i = 0; i < rounds; i++) assert.deepEqual(keeper.keptBytes(i), Uint8Array.of(i & 255, i >> 8, 7));
});

test("keepReader keeps a reader over bytes that JavaScript changes later", () => {
  for (let i = 0; i < 50; i++) {
    const bytes = Uint8Array.of(i, i + 1);
    keeper.keepReader(bytes);
    bytes.fill(0);
  }
  for (let i = 0; i < 50; i++) assert.deepEqual(keeper.readKept(i), Uint8Array.of(i, i + 1));
});

test("keepTail keeps a part of a slice", () => {
  const xs = numbers(3);
  keeper.keepTail(xs);
  xs.fill(NaN);
  assert.deepEqual(keeper.keptTail(), Float64Array.of(0.5, -3));
});

test("keepClosure keeps a slice in a func", () => {
  const xs = numbers(4);
  keeper.keepClosure(xs);
  xs.fill(NaN);
  assert.deepEqual(keeper.keptClosure(), numbers(4));
});

test("keepInGoroutine reads a slice after its call", () => {
  for (let i = 0; i < 20; i++) {
    const xs = Float64Array.of(i, 1, 2);
    keeper.keepInGoroutine(xs);
    xs.fill(NaN);
    churn();
    assert.equal(keeper.goroutineSum(), i + 3);
  }
});

test("newBox and Box.put keep slices in an object", () => {
  const xs = numbers(5);
  const box = keeper.newBox(xs);
  xs.fill(NaN);
  assert.deepEqual(box.get(), numbers(5));
  const ys = numbers(6);
  box.put(ys);
  ys.fill(NaN);
  churn();
  assert.deepEqual(box.get(), numbers(6));
  box[Symbol.dispose]();
});

test("Box.sum borrows its argument beside what the box holds", () => {
  const box = keeper.newBox([1, 2]);
  assert.equal(box.sum(Float64Array.of(3)), 6);
  assert.equal(box.sum([]), 3);
  box[Symbol.dispose]();
});

test("through gives a part of its argument as memory of its own", () => {
  const xs = numbers(7);
  const got = keeper.through(xs);
  got.fill(NaN);
  assert.deepEqual(xs, numbers(7));
});

test("double writes into what it borrows", () => {
  const xs = numbers(8);
  keeper.double(xs);
  assert.deepEqual(xs, Float64Array.of(16, 1, -16));
});

test("sum borrows 100,000 slices, one after the other", () => {
  const xs = numbers(9);
  for (let i = 0; i < 100_000; i++) if (keeper.sum(xs) !== 0.5) assert.fail(String(i));
});

test("keep keeps a slice that is larger than the arena", () => {
  const xs = new Float64Array(300_000).fill(3);
  const place = keeper.keep(xs);
  xs.fill(NaN);
  assert.deepEqual(keeper.kept(place - 1), new Float64Array(300_000).fill(3));
});

const shares: Readonly<Record<string, "borrowed" | "copied">> = {
  keep: "copied",
  keepBytes: "copied",
  keepTail: "copied",
  keepReader: "copied",
  newBox: "copied",
  keepInGoroutine: "copied",
  keepClosure: "copied",
  through: "borrowed", // what it returns is a part of it, and copied
  sum: "borrowed",
  double: "borrowed",
};

for (const [name, share] of Object.entries(shares)) {
  test(`${name} is documented as ${share}`, () => {
    const end = types.indexOf(`export declare function ${name}(`);
    const doc = types.slice(types.lastIndexOf("/**", end), end);
    assert.match(doc, new RegExp(`@param \\w+ ${share}`));
  });
}

nothingLeft();
