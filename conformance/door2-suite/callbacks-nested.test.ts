// Functions that call Go again, that Go calls from elsewhere, and that Go keeps.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoPanic, stats } from "topher";
import * as f from "../../dist/door2/features/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft } from "./kit.ts";

const mine = new Error("mine");
const throws = (): never => {
  throw mine;
};

test("nest goes 50 levels deep, each with arguments of its own", () => {
  const depths: number[] = [];
  const down = (depth: number): number => {
    depths.push(depth);
    assert.equal(f.echo(`level ${depth}`), `level ${depth}`);
    return f.nest(depth, down);
  };
  assert.equal(f.nest(50, down), 50);
  assert.deepEqual(
    depths,
    Array.from({ length: 50 }, (_, i) => 49 - i),
  );
});

test("nest throws the same object through 50 levels", () => {
  const down = (depth: number): number => (depth === 0 ? throws() : f.nest(depth, down));
  assert.equal(
    thrownBy(() => f.nest(50, down)),
    mine,
  );
});

test("elsewhere fails, because its function would run on another thread", () => {
  let called = false;
  refuses(
    "TOPHER_CALLBACK_THREAD",
    () => f.elsewhere(() => void (called = true)),
    /^features\.elsewhere: .*another goroutine.*\.async/,
  );
  assert.equal(called, false);
});

test("elsewhereVoid fails too, although its function gives no error", () => {
  let called = false;
  refuses(
    "TOPHER_CALLBACK_THREAD",
    () => f.elsewhereVoid(() => void (called = true)),
    /^features\.elsewhereVoid: .*another goroutine/,
  );
  assert.equal(called, false);
});

test("callKept calls after the call that the function was given to", () => {
  f.keep((n) => n + 1);
  assert.equal(f.callKept(1), 2);
  f.keep(null);
  assert.ok(thrownBy(() => f.callKept(1)) instanceof GoPanic);
  assert.equal(f.add(1, 2), 3);
});

test("a function may call Go in every way while Go waits for it", () => {
  const results = f.mapFloats([1, 2, 3], (x) => {
    const [point] = f.echoPoints([{ x }]);
    const large = f.range(100_000 + x);
    return point!.x + f.sumOf(...([...large.subarray(0, 3)] as [number])) + f.repeat("x", 200_000).length / 200_000;
  });
  assert.deepEqual(results, Float64Array.of(5, 6, 7));
});

test("a function may be given more than the arena holds, and give it back", () => {
  const large = "x".repeat(2_000_000);
  const seen: number[] = [];
  f.each([large, "y", large], (text) => void seen.push(text.length));
  assert.deepEqual(seen, [2_000_000, 1, 2_000_000]);
  assert.equal(f.optional(() => large).length, 2_000_000);
});

test("apply may be called with the same function inside of itself", () => {
  const twice = (x: number): number => (x > 8 ? x : f.apply(x * 2, twice));
  assert.equal(f.apply(1, twice), 16);
});

test("stats counts a function only while it is lent", () => {
  let inside = 0;
  f.apply(1, () => (inside = stats().callbacks));
  assert.equal(inside, 1);
  assert.equal(stats().callbacks, 0);
});

nothingLeft(() => f.makeBytes(4_000_000));
