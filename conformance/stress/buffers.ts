// Memory that Go borrows or owns, while the collector runs all the time and the compiler changes the code that passes it: typed
// arrays that a runtime may move, callbacks whose functions nothing but Go holds, structs that nobody disposes of.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { callback, stats, type CallbackHandle } from "topher";
import { checkNothingHeld, openFixture, step, type Fixture } from "./fixture.ts";
import { collect, long, phase, random, residentMemory, stress } from "./program.ts";

const rounds = long ? 1_000_000 : 100_000;
/** Calls between two collections. */
const breath = long ? 500 : 1000;
/** A handle that the program forgets to dispose of. */
const forgotten = { left: { callbacks: 1 } };

await stress(async () => {
  const go = openFixture();
  phase("small views");
  smallViews(go);
  phase("large views");
  largeViews(go);
  phase("memory for Go, made in a callback");
  madeInCallbacks(go);
  phase("callbacks that Go keeps");
  const kept = keptCallbacks(go);
  phase("structs that nobody disposes of");
  await ownedStructs(go);
  const trampolines = checkNothingHeld(kept);
  assert.equal(go.liveBuffers(), 0, "buffers that Go still owns");
  return { calls: rounds, trampolines, MB: residentMemory() };
}, forgotten);

/** Fresh views of up to 1000 bytes, which Bun keeps on its own heap until somebody looks at their buffer. */
function smallViews(go: Fixture): void {
  for (let i = 0; i < rounds; i++) {
    const bytes = new Uint8Array(random.between(0, 1000)).fill(i);
    if (i % 7 === 0) void bytes.buffer;
    const floats = new Float64Array(random.between(1, 125));
    floats[0] = i;
    floats[floats.length - 1] = i + 0.5;
    const part = bytes.subarray(bytes.length >> 1);
    go.bytesInvert(part);
    go.sliceReverseF64(floats);
    if (i % 11 === 0) void floats.buffer;
    const wanted = (255 - (i & 255)) * part.length + (i & 255) * (bytes.length - part.length);
    assert.equal(go.bytesSum(bytes), wanted, `round ${i}: bytesSum`);
    if (floats.length > 1) assert.equal(floats[0], i + 0.5, `round ${i}: the first element`);
    if (floats.length > 1) assert.equal(floats.at(-1), i, `round ${i}: the last element`);
    assert.equal(
      go.sliceTwo(floats, floats),
      floats.length > 1 ? i * i + (i + 0.5) ** 2 : (i + 0.5) ** 2,
      `round ${i}: sliceTwo`,
    );
    if (i % breath === 0) collect();
  }
}

function largeViews(go: Fixture): void {
  for (let i = 0; i < rounds / 400; i++) {
    const bytes = new Uint8Array(random.between(1001, 300_000)).fill(1);
    const half = bytes.subarray(0, bytes.length >> 1);
    go.bytesInvert(half);
    assert.equal(go.bytesSum(bytes), 254 * half.length + bytes.length - half.length, `round ${i}: bytesSum`);
    const n = random.between(1, 20_000);
    const copy = go.sliceResultF64(n) as Float64Array;
    assert.equal(go.sliceSumF64(copy), (n * (n - 1)) / 2, `round ${i}: sliceSumF64`);
    const text = "→".repeat(random.between(1, 20_000));
    assert.equal(go.stringResult(text), text, `round ${i}: stringResult`);
    if (i % 20 === 0) collect();
  }
}

/** Go writes into a view that a callback has just made, after the callback has returned and garbage was collected. */
function madeInCallbacks(go: Fixture): void {
  for (let i = 0; i < rounds / 400; i++) {
    const n = random.between(1, 200);
    const made: { view?: Float64Array } = {};
    const give = (length: number): Float64Array => {
      made.view = new Float64Array(length);
      if (i % 50 === 0) collect();
      return made.view;
    };
    assert.equal(go.callbackAlloc(give, n), n);
    assert.equal(made.view!.at(-1), n - 1, `round ${i}: what Go wrote`);
    assert.equal(go.sliceSumF64(made.view!), (n * (n - 1)) / 2, `round ${i}: the sum of what Go wrote`);
  }
}

/** Go keeps a function pointer while nothing else refers to the function or the handle. */
function keptCallbacks(go: Fixture): number {
  const handles = new Map<number, CallbackHandle>();
  for (let i = 0; i < rounds / 400; i++) {
    const old = handles.get(i - 5);
    handles.delete(i - 5);
    const handle = callback(step, (x) => {
      if (x % 97 === 0) collect();
      return x + i;
    });
    handles.set(i, handle);
    go.keepCallback(handle);
    if (i % 50 === 0) collect();
    assert.equal(go.callKept(i), 2 * i, `round ${i}: callKept`);
    old?.[Symbol.dispose]();
  }
  assert.ok(go.dropKept());
  for (const handle of handles.values()) handle[Symbol.dispose]();

  // The pointer must stay good.
  go.keepCallback(callback(step, (x) => x * 2));
  for (let i = 0; i < 10; i++) {
    collect();
    assert.equal(go.callKept(i), 2 * i, "a forgotten handle");
  }
  assert.ok(go.dropKept());
  // It counts for ever, unless the collector is asked to find it.
  return stats().callbacks;
}

/** Half of the structs are disposed of, the others are found by the collector. */
async function ownedStructs(go: Fixture): Promise<void> {
  const before = go.liveStrings();
  const total = rounds / 50;
  let most = 0;
  for (let i = 0; i < total; i++) {
    ownOne(go, i);
    if (i % 500 !== 0) continue;
    most = Math.max(most, go.liveStrings() - before);
    collect();
    await sleep(0);
  }
  for (let i = 0; i < 100 && go.liveStrings() > before; i++) {
    collect();
    await sleep(10);
  }
  assert.ok(most > 0 && most < total / 2, `${most} structs alive at a time`);
  assert.equal(go.liveStrings() - before, 0, "structs that were not released");
}

// A function of its own, so that no variable of the caller keeps the struct.
function ownOne(go: Fixture, i: number): void {
  const owned = go.structLabelMake({ text: `label ${i}`, id: BigInt(i) });
  assert.equal(owned.text, `LABEL ${i}`);
  assert.equal(owned.id, BigInt(i + 1));
  if (i % 2 === 0) owned[Symbol.dispose]();
}
