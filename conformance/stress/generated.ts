// A million calls of each shape of a generated library that takes less than 10 microseconds: nothing may be left, and the process may
// grow by at most 8 MiB more in the second half than in the first.
import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { stats } from "topher";
import { makeBytes } from "../../dist/door2/features/index.js";
import { shapes } from "../door2-suite/shapes.ts";
import { collect, heldMemory, long, phase, stress, type Figures } from "./program.ts";

const calls = long ? 1_000_000 : 10_000;
const batch = 5000;
const mebibyte = 2 ** 20;
const most = 8;

/** Garbage of Go's, whose collector decides when an error of JavaScript is let go. */
const litter = (): void => void makeBytes(4_000_000);

await stress(body, { collectGo: litter });

async function body(): Promise<Figures> {
  let worst = 0;
  let count = 0;
  for (const [shape, call] of Object.entries(shapes)) {
    phase(shape);
    if (microseconds(call) > 10) continue;
    const start = await held();
    const before = live();
    await repeat(call, calls / 2);
    const middle = await held();
    await repeat(call, calls / 2);
    const end = await held();
    const more = (end - middle - Math.max(0, middle - start)) / mebibyte;
    worst = Math.max(worst, more);
    count++;
    assert.ok(more <= most, `${shape}: ${more.toFixed(1)} MiB more in the second half`);
    await settles(before, shape);
  }
  return { shapes: count, calls, "MiB more in the second half": Number(worst.toFixed(1)) };
}

function microseconds(call: () => unknown): number {
  for (let i = 0; i < 1000; i++) call();
  const start = performance.now();
  for (let i = 0; i < 1000; i++) call();
  return performance.now() - start;
}

async function repeat(call: () => unknown, times: number): Promise<void> {
  for (let done = 0; done < times; done += batch) {
    for (let i = 0; i < batch; i++) if (call() !== true) assert.fail("a wrong result");
    await setImmediate(); // lets the collector's callbacks run
  }
}

async function held(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    collect();
    await setImmediate();
  }
  return heldMemory();
}

function live(): number {
  const { handles, blobs, callbacks, bytes, objects } = stats();
  return handles + blobs + callbacks + bytes + objects;
}

/** Waits for the collectors of both sides. */
async function settles(before: number, shape: string): Promise<void> {
  for (let i = 0; i < 50 && live() > before; i++) {
    collect();
    await setImmediate();
  }
  assert.ok(live() <= before, `${shape}: ${live()} are alive, ${before} were`);
}
