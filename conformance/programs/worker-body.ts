// What a worker does: it opens the library for itself, works, and says how that went.
import assert from "node:assert/strict";
import { parentPort, workerData } from "node:worker_threads";
import { callback, fn, open, stats, t, wake } from "topher";
import { libraryUrl } from "../kit/library.ts";
import { until } from "../kit/until.ts";

const step = t.callback([t.i64], t.i64);
const lib = open(libraryUrl("fixture"), {
  addI64: fn([t.i64, t.i64], t.i64),
  stringUpper: fn([t.cstring], t.cstring, { free: "freeString" }),
  sliceSumF64: fn([t.slice(t.f64)], t.f64),
  callbackTimes: fn([step, t.int], t.i64),
  wakeRing: fn([t.i64], t.bool),
  wakeRingAsync: fn([t.i64, t.int, t.int], t.void),
});
const { task, calls } = workerData as { task: "work" | "ring" | "foreign-handle"; calls: number };

if (task === "ring") {
  // Rung from now on, also after the worker is gone.
  const bell = wake(lib, () => {});
  bell.ref();
  lib.wakeRingAsync(bell.id, 1_000_000, 5);
  parentPort!.postMessage({ id: bell.id });
  setInterval(() => lib.addI64(1n, 2n), 1);
} else {
  const numbers = Float64Array.of(1, 2, 3, 4);
  for (let i = 0; i < calls; i++) {
    assert.equal(lib.addI64(BigInt(i), 1n), BigInt(i + 1));
    assert.equal(lib.sliceSumF64(numbers), 10);
    if (i % 100 === 0) assert.equal(lib.stringUpper(`gopher ${i}`), `GOPHER ${i}`);
  }
  assert.equal(
    lib.callbackTimes((v) => v * 2n, 100),
    9900n,
  );
  const handle = callback(step, (v) => v + 1n);
  assert.equal(lib.callbackTimes(handle, 3), 6n);
  handle[Symbol.dispose]();
  let heard = 0;
  const bell = wake(lib, () => heard++);
  bell.ref();
  lib.wakeRing(bell.id);
  assert.ok(await until(() => heard > 0));
  bell[Symbol.dispose]();
  const { callbacks, bytes, objects } = stats();
  parentPort!.postMessage({ callbacks, bytes, objects });
}
