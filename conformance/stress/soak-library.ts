// Ten million calls of every sort of a library that was written by hand, while the memory of the process is measured: after a warm-up the
// curve must be flat.
import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { callback } from "topher";
import { Curve, perLakh, type Bounds } from "./curve.ts";
import { checkNothingHeld, makeBell, openFixture, step } from "./fixture.ts";
import { collect, curve as file, long, phase, random, stress } from "./program.ts";

const batch = 1000;
const total = long ? 10_000_000 : 200_000;
const points = long ? 200 : 20;
const bounds: Bounds = long ? { held: 0.6, javascript: 0.3 } : {};

await stress(async () => {
  const go = openFixture();
  const floats = Float64Array.from({ length: 64 }, (_, i) => i);
  let heard = 0;
  const bell = makeBell(go, () => heard++);
  bell.ref();
  const memory = new Curve();
  const started = performance.now();

  const kinds: readonly (() => void)[] = [
    () => assert.equal(go.addF64(1.5, 2), 3.5),
    () => assert.equal(go.addI64(2n ** 40n, -1n), 2n ** 40n - 1n),
    () => assert.equal(go.sliceSumF64(floats), 2016),
    () => assert.equal(go.sliceSumI32([1, 2, 3]), 6),
    () => assert.equal(go.bytesSum(new Uint8Array(100).fill(2)), 200),
    () => assert.equal(go.stringUpper("tall ships"), "TALL SHIPS"),
    () => assert.equal(go.stringResult("naïve \0 text"), "naïve \0 text"),
    () => assert.equal((go.sliceResultF64(20) as Float64Array)[19], 19),
    () =>
      assert.equal(
        go.callbackTimes((i) => i, 4),
        6,
      ),
    () => {
      const handle = callback(step, (i) => i + 1);
      assert.equal(go.callbackTimes(handle, 2), 3);
      handle[Symbol.dispose]();
    },
    () => {
      const label = go.structLabelMake({ text: "label", id: 1n });
      assert.equal(label.text, "LABEL");
      label[Symbol.dispose]();
    },
    () => {
      const error = new Error("on purpose");
      try {
        go.callbackTimes(() => {
          throw error;
        }, 3);
      } catch (caught) {
        assert.equal(caught, error);
      }
    },
  ];

  phase("calling");
  for (let calls = batch; calls <= total; calls += batch) {
    for (let i = 0; i < batch; i++) random.pick(kinds)();
    if (calls % 10_000 === 0) {
      go.wakeRingAsync(bell.id, 1, 0);
      makeBell(go, () => {})[Symbol.dispose]();
    }
    await setImmediate();
    if (calls % (total / points) !== 0) continue;
    collect();
    memory.add(calls);
  }
  bell[Symbol.dispose]();
  if (file !== "") memory.write(file);
  assert.ok(heard > 0, "the bell was heard");
  memory.mustBeFlat(bounds);
  checkNothingHeld();
  assert.deepEqual([go.liveStrings(), go.liveBuffers()], [0, 0], "what Go still owns");
  const slopes = memory.slopes();
  return {
    calls: total,
    "KiB more in 100,000 calls": perLakh(slopes.held),
    "of JavaScript": perLakh(slopes.javascript),
    "MB at the end": Math.round(memory.points.at(-1)!.resident / 2 ** 20),
    "calls a second": Math.round(total / ((performance.now() - started) / 1000)),
  };
});
