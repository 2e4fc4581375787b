// 10,000 calls of each shape: what is counted is what was counted before.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { counts, settlesAt } from "./kit.ts";
import { shapes, throws } from "./shapes.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const calls = 10_000;
for (const [shape, call] of Object.entries(shapes)) {
  test(`${shape}, ${calls} times, leaves nothing`, async () => {
    const before = counts();
    for (let i = 0; i < calls; i++) if (call() !== true) assert.fail(`call ${i}`);
    await settlesAt(before, () => f.makeBytes(4_000_000));
  });
}

test("panic, 1000 times, leaves nothing", async () => {
  const before = counts();
  for (let i = 0; i < 1000; i++) assert.ok(throws(() => f.panic("x")));
  await settlesAt(before);
});

test("range: a result too large for the arena, 200 times, leaves nothing", async () => {
  const before = counts();
  for (let i = 0; i < 200; i++) assert.equal(f.range(100_000).length, 100_000);
  await settlesAt(before);
});

test("echoFloats: an argument too large for the arena, 200 times, leaves nothing", async () => {
  const before = counts();
  const large = new Float64Array(100_000);
  for (let i = 0; i < 200; i++) assert.equal(f.echoFloats(large).length, 100_000);
  await settlesAt(before);
});

test("100 objects that nobody disposes of are collected", async () => {
  const before = counts();
  (() => {
    for (let i = 0; i < 100; i++) f.newAccount("x").self();
  })();
  await settlesAt(before);
});

nothingLeft();
