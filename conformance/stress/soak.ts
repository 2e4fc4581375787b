// Calls of every sort and tasks of every sort in one process, ten million of the one and a million of the other, while its memory is measured:
// after a warm-up the curve must be flat, and at the end nothing may be held.
//
// --variant leaking keeps one handle of every hundred calls and must be found: it shows that the rule bites.
import { setImmediate } from "node:timers/promises";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import { Curve, perLakh, type Bounds } from "./curve.ts";
import { held, nothingHeld } from "./held.ts";
import { collect, curve as file, long, phase, random, stress, variant } from "./program.ts";
import { calls, tasks } from "./soak-mix.ts";

const isControl = variant === "leaking";
const million = isControl ? 200_000 : 1_000_000;
const total = long ? { calls: 10 * million, tasks: million } : { calls: 100_000, tasks: 10_000 };
const points = long ? 200 : 20;
/** Calls between two turns of the event loop, and tasks at a time. */
const batch = { calls: 1000, tasks: 100 };

/** Bytes for each call that may be left. Where a run is short, warming up is all there is. */
const bounds: Bounds = long ? { held: 0.6, javascript: 0.3, go: 0.1 } : { go: 20 };

await stress(async () => {
  const leaked: t.Counter[] = [];
  const collectGo = (): void => t.freeMemory();
  // Whatever is made once is made before anything is counted.
  for (const call of calls) call();
  for (const task of tasks) await task();
  const before = await held(collectGo);
  const curve = new Curve(() => t.heap());
  const started = performance.now();
  const done = { calls: 0, tasks: 0 };

  for (let point = 1; point <= points; point++) {
    if (point % 20 === 1) phase(`${done.calls} calls and ${done.tasks} tasks`);
    while (done.calls < (total.calls * point) / points) {
      for (let i = 0; i < batch.calls; i++) {
        random.pick(calls)();
        if (isControl && i % 100 === 0) leaked.push(t.newCounter(i));
      }
      done.calls += batch.calls;
      await setImmediate();
    }
    while (done.tasks < (total.tasks * point) / points) {
      await Promise.all(Array.from({ length: batch.tasks }, () => random.pick(tasks)()));
      done.tasks += batch.tasks;
    }
    for (let i = 0; i < 2; i++) {
      collectGo();
      collect();
      await setImmediate();
    }
    curve.add(done.calls);
  }
  if (file !== "") curve.write(file);
  const slopes = curve.slopes();
  curve.mustBeFlat(bounds);
  leaked.length = 0;
  phase("what is held");
  await nothingHeld(before, collectGo);
  const last = curve.points.at(-1)!;
  return {
    ...done,
    "KiB more in 100,000 calls": perLakh(slopes.held),
    "of Go": perLakh(slopes.go),
    "of JavaScript": perLakh(slopes.javascript),
    "MB at the end": Math.round(last.resident / 2 ** 20),
    goroutines: t.goroutines(),
    "calls and tasks a second": Math.round((done.calls + done.tasks) / ((performance.now() - started) / 1000)),
  };
});
