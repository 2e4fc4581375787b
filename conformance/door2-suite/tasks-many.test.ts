// Many tasks: in flight at the same time, in the order in which they complete, with nothing left of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stats } from "topher";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import { pause } from "../kit/pause.ts";
import { rejection } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { Random } from "../stress/random.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

test("100,000 tasks are in flight at a time, and each gives its own result", async () => {
  const total = 100_000;
  const before = await settled(() => t.collect());
  const gate = t.newGate();
  const tasks: Promise<number>[] = [];
  while (tasks.length < total) {
    for (let i = 0; i < 5000; i++) tasks.push(gate.async.pass(tasks.length));
    await pause(0);
  }
  assert.equal(stats().tasks, before.tasks + total);
  assert.ok(await until(() => gate.waiting() === total), `${gate.waiting()} wait`);
  assert.equal(gate.passed(), 0);
  gate.open();
  const results = await Promise.all(tasks);
  assert.equal(results.length, total);
  assert.ok(results.every((result, i) => result === i));
  assert.equal(gate.passed(), total);
  assert.equal(stats().tasks, before.tasks);
  gate[Symbol.dispose]();
  tasks.length = 0;
  await settlesAt(before, () => t.collect());
});

test("tasks settle in the order in which they complete, not in that in which they began", async () => {
  const total = 500;
  const turns = t.newTurns(total);
  const order = Array.from({ length: total }, (_, i) => i);
  const random = new Random(7);
  for (let i = total - 1; i > 0; i--) {
    const j = random.between(0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const seen: number[] = [];
  const tasks = Array.from({ length: total }, (_, i) => turns.async.wait(i).then((n) => seen.push(n)));
  for (const i of order) {
    turns.call(i);
    await tasks[i];
  }
  assert.deepEqual(seen, order);
});

test("what completes later settles later, among 100,000", async () => {
  const [first, second] = [t.newGate(), t.newGate()];
  const seen = { first: 0, second: 0 };
  const tasks: Promise<void>[] = [];
  for (let i = 0; i < 50_000; i++) {
    tasks.push(second.async.pass(i).then(() => void seen.second++));
    tasks.push(first.async.pass(i).then(() => void seen.first++));
    if (i % 2500 === 0) await pause(0);
  }
  first.open();
  assert.ok(await until(() => seen.first === 50_000));
  assert.equal(seen.second, 0);
  second.open();
  await Promise.all(tasks);
  assert.deepEqual(seen, { first: 50_000, second: 50_000 });
});

test("a timer runs on time while 20,000 tasks complete", async () => {
  let late = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    late = Math.max(late, now - last);
    last = now;
  }, 1);
  for (let slice = 0; slice < 20; slice++) {
    for (let i = 0; i < 1000; i++) void t.add.async(i, 1);
    await pause(0);
  }
  await t.add.async(1, 1);
  clearInterval(timer);
  assert.ok(late < 1000, `a timer came ${Math.round(late)} ms late`);
});

test("large results of many tasks at a time are each their own", async () => {
  const sizes = Array.from({ length: 40 }, (_, i) => 100_000 + i * 1000);
  const all = await Promise.all(sizes.map((size) => t.zeros.async(size)));
  assert.deepEqual(
    all.map((bytes) => bytes.length),
    sizes,
  );
  all[0]!.fill(1);
  assert.ok(all.slice(1).every((bytes) => bytes.every((byte) => byte === 0)));
});

test("tasks that fail among those that do not reject one by one", async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 3000 }, (_, i) => {
      if (i % 3 === 0) return t.divide.async(i, 0);
      return i % 3 === 1 ? t.panics.async(String(i)) : t.exits.async();
    }),
  );
  assert.deepEqual([...new Set(outcomes.map(({ status }) => status))], ["rejected"]);
  const reasons = outcomes.map((outcome) => (outcome as PromiseRejectedResult).reason as Error);
  assert.ok(reasons.every((reason, i) => i % 3 !== 0 || reason.message === `divide ${i}: division by zero`));
  assert.ok(reasons.every((reason, i) => i % 3 !== 1 || reason.message.includes(String(i))));
});

test("a task that begins tasks as it settles", async () => {
  let depth = 0;
  const again = async (): Promise<number> => (++depth === 1000 ? depth : t.add.async(depth, 0).then(again));
  assert.equal(await again(), 1000);
});

test("stats counts tasks that wait, and no others", async () => {
  const before = stats().tasks;
  const gate = t.newGate();
  const tasks = Array.from({ length: 10 }, (_, i) => gate.async.pass(i));
  assert.equal(stats().tasks, before + 10);
  gate.open();
  await Promise.all(tasks);
  assert.equal(stats().tasks, before);
  await rejection(t.panics.async("x"));
  assert.equal(stats().tasks, before);
});

nothingLeft(() => t.collect());
