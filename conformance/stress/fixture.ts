// The functions of the fixture library that the stress programs call, and a piece of work whose results are known.
import assert from "node:assert/strict";
import { fn, open, stats, t, wake, type Library, type Wake } from "topher";
import type { Random } from "./random.ts";

/** A callback from an integer to an integer. */
export const step = t.callback([t.int], t.int);
/** A callback that gives room for so many doubles. */
export const room = t.callback([t.int], t.pointer);
const label = t.struct({ text: t.cstring, id: t.i64 });

const symbols = {
  busyDeep: fn([t.int, t.int], t.int, { params: ["forMicros", "depth"] }),
  addF64: fn([t.f64, t.f64], t.f64),
  addI64: fn([t.i64, t.i64], t.i64),
  bytesSum: fn([t.bytes], t.int),
  bytesInvert: fn([t.bytes], t.void),
  sliceSumF64: fn([t.slice(t.f64)], t.f64),
  sliceReverseF64: fn([t.slice(t.f64)], t.void),
  sliceSumI32: fn([t.slice(t.i32)], t.i32),
  sliceTwo: fn([t.slice(t.f64), t.slice(t.f64)], t.f64),
  sliceResultF64: fn([t.int], t.slice(t.f64), { free: "freeBuffer" }),
  stringUpper: fn([t.cstring], t.cstring, { free: "freeString" }),
  stringResult: fn([t.string], t.string, { free: "freeString" }),
  structLabelMake: fn([label], t.owned(label, "structLabelFree")),
  callbackTimes: fn([step, t.int], t.int),
  callbackNested: fn([step, t.int], t.int),
  callbackAlloc: fn([room, t.int], t.int),
  keepCallback: fn([step], t.void),
  callKept: fn([t.int], t.int),
  dropKept: fn([], t.bool),
  liveStrings: fn([], t.int),
  liveBuffers: fn([], t.int),
  wakeRingAsync: fn([t.i64, t.int, t.int], t.void, { params: ["id", "n", "everyMicros"] }),
  wakeRinging: fn([], t.int),
  wakeRung: fn([], t.int),
  // What the guard exports.
  signalsRepair: fn([], t.i32, { symbol: "topher_signals_repair" }),
  wakesLive: fn([], t.int, { symbol: "topher_wakes_live" }),
};

/** The opened fixture library. */
export type Fixture = Library<typeof symbols>;

/** Opens the fixture library on this thread. */
export function openFixture(): Fixture {
  return open(new URL("../../dist/libfixture.so", import.meta.url), symbols);
}

/** Makes a bell on this thread. */
export function makeBell(go: Fixture, onWake: () => void): Wake {
  return wake(go, onWake);
}

/** Calls Go in several ways and checks what comes back; most of the time goes into Go code up to `depth` calls down its stack. */
export function work(go: Fixture, random: Random, micros: number, depth: number): void {
  assert.ok(go.busyDeep(micros, random.between(0, depth)) >= 0, "busyDeep");
  const n = random.between(1, 400);
  const ramp = go.sliceResultF64(n) as Float64Array;
  assert.equal(ramp.length, n, "sliceResultF64 length");
  assert.equal(go.sliceSumF64(ramp), (n * (n - 1)) / 2, "sliceSumF64 of sliceResultF64");
  assert.equal(go.addI64(BigInt(n), 2n ** 40n), 2n ** 40n + BigInt(n), "addI64");
  assert.equal(go.stringUpper(`übung ${n}`), `ÜBUNG ${n}`, "stringUpper");
  assert.equal(
    go.callbackTimes((i) => i * 2, 10),
    90,
    "callbackTimes",
  );
}

/** Checks that nothing is held on this thread, but for so many callbacks; returns the trampolines that were made. */
export function checkNothingHeld(callbacks = 0): number {
  const { trampolines, ...held } = stats();
  const none = Object.fromEntries(Object.keys(held).map((count) => [count, 0]));
  assert.deepEqual(held, { ...none, callbacks }, "what is held at the end");
  return trampolines;
}
