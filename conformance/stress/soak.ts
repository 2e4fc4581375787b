// Ten million calls of every sort, while the memory of the process is written down: after a warm-up the curve must be flat.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import { setImmediate } from "node:timers/promises";
import { callback } from "topher";
import { makeBell, openFixture, step } from "./fixture.ts";
import { collect, curve, heldMemory, long, phase, random, stress } from "./program.ts";

const batch = 1000;

await stress(async () => {
  const go = openFixture();
  const total = long ? 10_000_000 : 200_000;
  const floats = Float64Array.from({ length: 64 }, (_, i) => i);
  let heard = 0;
  const bell = makeBell(go, () => heard++);
  bell.ref();
  const lines = ["calls,seconds,resident MB,heap MB,heap in use MB,held MB"];
  const memory: number[] = [];
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
  for (let calls = 0; calls < total; calls += batch) {
    for (let i = 0; i < batch; i++) random.pick(kinds)();
    if (calls % 10_000 === 0) {
      go.wakeRingAsync(bell.id, 1, 0);
      using(makeBell(go, () => {}));
    }
    await setImmediate();
    if (calls % (total / 200) !== 0) continue;
    collect();
    const now = memoryNow();
    memory.push(now.held);
    lines.push([calls, ((performance.now() - started) / 1000).toFixed(1), ...Object.values(now)].join(","));
  }
  bell[Symbol.dispose]();
  if (curve !== "") {
    mkdirSync(dirname(curve), { recursive: true });
    writeFileSync(curve, `${lines.join("\n")}\n`);
  }
  assert.ok(heard > 0, "the bell was heard");
  const warm = median(memory.slice(memory.length / 2, memory.length * 0.75));
  const end = median(memory.slice(memory.length * 0.75));
  assert.ok(end <= warm * 1.05 + 4, `memory held grew from ${warm} MB to ${end} MB`);
  return {
    calls: total,
    "MB held when warm": warm,
    "MB held at the end": end,
    seconds: Math.round((performance.now() - started) / 1000),
  };
});

/** Memory in MB: of the process, of the JavaScript heap, in use there, and what of the process is not reserve of that heap. */
function memoryNow(): Record<"resident" | "heap" | "used" | "held", number> {
  const { rss, heapTotal, heapUsed } = process.memoryUsage();
  const [resident, heap, used, held] = [rss, heapTotal, heapUsed, heldMemory()].map((bytes) =>
    Math.round(bytes / 2 ** 20),
  );
  return { resident: resident!, heap: heap!, used: used!, held: held! };
}

function using(resource: Disposable): void {
  resource[Symbol.dispose]();
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
