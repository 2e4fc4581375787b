// What topher says of what is alive: stats() while a program runs, and the report at its end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stats } from "topher";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import { pause } from "../kit/pause.ts";
import { runProgram } from "../kit/program.ts";
import { rejection } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

test("stats has a count of everything, and all are numbers", () => {
  const all = stats() as unknown as Record<string, number>;
  for (const key of ["tasks", "handles", "streams", "callbacks", "abandonedChannels", "queueDepth", "bytes"]) {
    assert.equal(typeof all[key], "number", key);
    assert.ok(all[key]! >= 0, key);
  }
});

test("stats.tasks counts what is in flight, aborted or not", async () => {
  const before = stats().tasks;
  const gate = t.newGate();
  const controller = new AbortController();
  const tasks = Array.from({ length: 5 }, (_, i) => gate.async.pass(i));
  const aborted = gate.enter(1, { signal: controller.signal });
  assert.equal(stats().tasks, before + 6);
  controller.abort();
  await rejection(aborted);
  assert.ok(await until(() => stats().tasks === before + 5));
  gate.open();
  await Promise.all(tasks);
  assert.equal(stats().tasks, before);
});

test("stats.streams counts channels, iterators and readers that are being read", async () => {
  const before = stats().streams;
  const iterators = [c.never()[Symbol.asyncIterator](), c.naturals()[Symbol.asyncIterator]()];
  void iterators[0]!.next();
  await iterators[1]!.next();
  const reader = p.newTap().open()!.readable.getReader();
  await reader.read();
  assert.equal(stats().streams, before + 3);
  for (const iterator of iterators) await iterator.return!();
  await reader.cancel();
  assert.ok(await until(() => stats().streams === before), `${stats().streams} streams`);
});

test("stats.kept counts what a task was given, until Go lets it go", async () => {
  const before = await settled(() => k.collect());
  let go!: () => void;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const task = k.map.async([1, 2, 3], async (x) => (await gate, x));
  assert.equal(stats().kept, before.kept + 1);
  go();
  await task;
  await settlesAt(before, () => k.collect());
});

test("stats.bytes and queueDepth count what waits for JavaScript", async () => {
  const before = stats();
  const tasks = Array.from({ length: 20 }, () => t.zeros.async(100_000));
  t.sleep(0, 100); // no turn of the event loop: what is done waits
  const during = stats();
  assert.ok(during.queueDepth > before.queueDepth, `${during.queueDepth} records`);
  assert.ok(during.bytes >= before.bytes + 20 * 100_000, `${during.bytes} bytes`);
  await Promise.all(tasks);
  assert.ok(await until(() => stats().queueDepth === before.queueDepth && stats().bytes === before.bytes));
});

test("stats.handles counts what tasks gave", async () => {
  const before = await settled(() => t.collect());
  const counters = await Promise.all(Array.from({ length: 10 }, (_, i) => t.newCounter.async(i)));
  assert.equal(stats().handles, before.handles + 10);
  for (const counter of counters) counter[Symbol.dispose]();
  counters.length = 0;
  assert.equal(stats().handles, before.handles);
});

test("all counts go back to where they were, after everything at once", async () => {
  const before = await settled(() => (t.collect(), k.collect()));
  await (async () => {
    const controller = new AbortController();
    await Promise.allSettled([
      ...Array.from({ length: 50 }, (_, i) => t.waitFor(i, i % 20, { signal: controller.signal })),
      ...Array.from({ length: 20 }, (_, i) => t.panics.async(String(i))),
      k.hammer.async(4, 100, () => 1),
      k.map.async([1, 2, 3], async (x) => (await pause(2), x)),
      c.sum.async(c.count(1000)),
      c.sumUntil([1, 2, 3], { signal: controller.signal }),
      p.checksum.async(p.pattern(300_000)!.readable as never),
      t.open("late", 30, { timeout: 5 }),
      (async () => {
        for await (const n of c.naturals()) if (n > 100) break;
      })(),
      pause(10).then(() => controller.abort()),
    ]);
  })();
  await settlesAt(before, () => (t.collect(), k.collect()));
});

test("TOPHER_DEBUG reports what is held at the end, by the function that made it", () => {
  const { status, stderr } = runProgram("leaks", { args: ["everything"], env: { TOPHER_DEBUG: "1" } });
  assert.equal(status, 0, stderr);
  for (const name of ["tasks.NewCounter", "tasks.NewSquare", "tasks.Open", "callers.Keep"]) {
    assert.ok(stderr.includes(name), `${name} is not among\n${stderr}`);
  }
  assert.match(stderr, /2\b.*tasks\.NewCounter|tasks\.NewCounter.*\b2\b/);
  assert.match(stderr, /tasks\.Sleep/);
  assert.match(stderr, /channels\.Source\.Values/);
});

test("TOPHER_DEBUG reports nothing where nothing is held", () => {
  const { status, stderr } = runProgram("leaks", { args: ["nothing"], env: { TOPHER_DEBUG: "1" } });
  assert.equal(status, 0, stderr);
  assert.doesNotMatch(stderr, /NewCounter/);
});

test("without TOPHER_DEBUG nothing is reported", () => {
  const { status, stderr } = runProgram("leaks", { args: ["everything"], env: { TOPHER_DEBUG: "" } });
  assert.equal(status, 0, stderr);
  assert.equal(stderr.trim(), "");
});

// One of the cases leaves the channel that nothing comes from.
nothingLeft(() => (t.collect(), k.collect()), 1);
