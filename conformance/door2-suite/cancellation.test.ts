// Cancellation: signals and timeouts reject at once, with the signal's own reason, and Go sees why.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, stats } from "topher";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import { pause } from "../kit/pause.ts";
import { rejection, rejectsAs } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { Random } from "../stress/random.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

const mine = new Error("mine");

/** A promise's rejection and the milliseconds until then. */
async function timed(promise: PromiseLike<unknown>): Promise<{ reason: unknown; milliseconds: number }> {
  const started = performance.now();
  const reason = await rejection(promise);
  return { reason, milliseconds: performance.now() - started };
}

const forms: readonly (readonly [what: string, run: (options: { signal: AbortSignal }) => Promise<unknown>])[] = [
  ["a function with a context", (options) => t.wait(options)],
  ["a function with a context and more", (options) => t.waitFor(1, 10_000, options)],
  ["a function with a variadic", (options) => t.joinAll("-", ["a"], options)],
  ["a function without a context", (options) => t.greet.async("x", options)],
  ["a method with a context", (options) => t.newCounter(1).nextIf(1, options)],
  ["a method without a context", (options) => t.newCounter(1).async.next(options)],
  ["a method with a variadic", (options) => t.newCounter(1).async.add([1], options)],
  ["a function of a named type", (options) => t.Values.total([1], options)],
  ["a func of Go", (options) => t.makeHandler("x")!(1, options)],
  ["a func of Go without a context", (options) => t.adder(1)!.async(1, options)],
  ["a method of an interface", (options) => t.newSquare(1)!.scaled(1, options)],
  ["a function of the directive", (options) => t.slow(1, options)],
];
for (const [what, run] of forms) {
  test(`a signal that is aborted already: ${what} rejects with its reason and is not started`, async () => {
    const [started, tasks] = [t.started(), t.goroutines()];
    assert.equal(await rejection(run({ signal: AbortSignal.abort(mine) })), mine);
    assert.equal(t.started(), started);
    assert.ok(t.goroutines() <= tasks);
  });
}

test("an aborted signal does not hide wrong arguments, nor is anything thrown", async () => {
  const task = t.greet.async(5 as never, { signal: AbortSignal.abort(mine) });
  const reason = (await rejection(task)) as { code?: string };
  assert.ok(reason === mine || reason.code === "TOPHER_TYPE");
});

for (const [what, reason] of [
  ["an error", mine],
  ["an object", { code: 5 }],
  ["text", "stop"],
  ["a number", 0],
  ["null", null],
  ["false", false],
] as const) {
  test(`a signal aborted while Go waits rejects with its reason: ${what}`, async () => {
    const controller = new AbortController();
    const task = t.wait({ signal: controller.signal });
    await pause(5);
    controller.abort(reason);
    assert.equal(await rejection(task), reason);
    assert.equal(controller.signal.reason, reason);
  });
}

test("a signal aborted without a reason rejects with the AbortError that it made", async () => {
  const controller = new AbortController();
  const task = t.wait({ signal: controller.signal });
  controller.abort();
  const reason = await rejection(task);
  assert.equal(reason, controller.signal.reason);
  assert.equal((reason as Error).name, "AbortError");
});

test("abort rejects at once, however long Go takes to notice", async () => {
  const controller = new AbortController();
  assert.ok(await until(() => stats().tasks === 0)); // those of other cases count as finished, too
  const finished = t.finished();
  const task = t.deaf(1, 300, { signal: controller.signal });
  await pause(10);
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
  assert.equal(t.finished(), finished, "Go is still at it");
  assert.ok(await until(() => t.finished() === finished + 1));
});

test("abort cancels the context, whose cause is the signal's reason, the same object", async () => {
  const watch = t.newWatch();
  const controller = new AbortController();
  const task = watch.wait({ signal: controller.signal });
  await pause(5);
  assert.equal(watch.times(), 0);
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
  assert.ok(await until(() => watch.times() === 1));
  const [error] = watch.err();
  assert.ok(GoError.is(error, t.errCanceled));
  assert.equal(watch.cause()[0], mine);
});

test("a cause that is no error is one in Go that says it", async () => {
  const watch = t.newWatch();
  const controller = new AbortController();
  const task = watch.wait({ signal: controller.signal });
  await pause(5);
  controller.abort("stop it");
  assert.equal(await rejection(task), "stop it");
  assert.ok(await until(() => watch.times() === 1));
  assert.match(String((watch.cause()[0] as Error | null)?.message ?? watch.cause()[0]), /stop it/);
});

test("an error of Go as the reason is that error in Go again", async () => {
  const watch = t.newWatch();
  const controller = new AbortController();
  const task = watch.wait({ signal: controller.signal });
  await pause(5);
  controller.abort(t.errZero);
  assert.equal(await rejection(task), t.errZero);
  assert.ok(await until(() => watch.times() === 1));
  assert.ok(GoError.is(watch.cause()[0], t.errZero));
});

test("a function that returns context.Cause rejects with the reason, not with a copy", async () => {
  const controller = new AbortController();
  const gate = t.newGate();
  const task = gate.enter(1, { signal: controller.signal });
  assert.ok(await until(() => gate.waiting() === 1));
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
  assert.ok(await until(() => gate.waiting() === 0));
});

test("timeout rejects with context.DeadlineExceeded, which Go sees too", async () => {
  const watch = t.newWatch();
  const { reason, milliseconds } = await timed(watch.wait({ timeout: 30 }));
  assert.ok(reason instanceof GoError && GoError.is(reason, t.errDeadline), String(reason));
  assert.equal(reason.message, "context deadline exceeded");
  assert.ok(milliseconds >= 20 && milliseconds < 2000, `${milliseconds} ms`);
  assert.ok(await until(() => watch.times() === 1));
  assert.ok(GoError.is(watch.err()[0], t.errDeadline));
  assert.ok(GoError.is(watch.cause()[0], t.errDeadline));
});

test("timeout is a deadline of the context", async () => {
  const [left, ok] = await t.remaining({ timeout: 5000 });
  assert.equal(ok, true);
  assert.ok(left > 0 && left <= 5000, `${left} ms are left`);
  assert.deepEqual(await t.remaining(), [0, false]);
});

test("timeout rejects also where the function takes no context, and drops what it returns", async () => {
  const gate = t.newGate();
  const error = await rejectsAs(gate.async.pass(1, { timeout: 20 }), t.errDeadline);
  assert.equal(error.message, "context deadline exceeded");
  assert.equal(gate.passed(), 0);
  gate.open();
  assert.ok(await until(() => gate.passed() === 1));
});

test("timeout does nothing to what is done in time", async () => {
  assert.equal(await t.waitFor(5, 1, { timeout: 5000 }), 5);
  assert.equal(await t.greet.async("x", { timeout: 5000 }), "Hello, x!");
});

test("timeout may be a fraction, and may be far away", async () => {
  await rejectsAs(t.wait({ timeout: 0.5 }), t.errDeadline);
  assert.equal(await t.greet.async("x", { timeout: 2 ** 40 }), "Hello, x!");
});

test("AbortSignal.timeout rejects with the signal's reason, and is a deadline in Go", async () => {
  const watch = t.newWatch();
  const signal = AbortSignal.timeout(20);
  const reason = await rejection(watch.wait({ signal }));
  assert.equal(reason, signal.reason);
  assert.equal((reason as Error).name, "TimeoutError");
  assert.ok(await until(() => watch.times() === 1));
  assert.ok(GoError.is(watch.cause()[0], t.errDeadline), String(watch.cause()[0]));
});

test("AbortSignal.any rejects with the reason of the one that was aborted", async () => {
  const controller = new AbortController();
  const signal = AbortSignal.any([AbortSignal.timeout(60_000), controller.signal]);
  const task = t.wait({ signal });
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
});

test("of a signal and a timeout the first one counts", async () => {
  const controller = new AbortController();
  await rejectsAs(t.wait({ signal: controller.signal, timeout: 10 }), t.errDeadline);
  controller.abort(mine); // too late
  const second = new AbortController();
  const task = t.wait({ signal: second.signal, timeout: 60_000 });
  second.abort(mine);
  assert.equal(await rejection(task), mine);
});

test("abort after a task has settled does nothing", async () => {
  const controller = new AbortController();
  assert.equal(await t.greet.async("x", { signal: controller.signal }), "Hello, x!");
  assert.equal(await t.plain(1, { signal: controller.signal }), 2);
  controller.abort(mine);
  await pause(5);
  assert.equal(await t.greet.async("y"), "Hello, y!");
});

test("one signal aborts a thousand tasks", async () => {
  const controller = new AbortController();
  const gate = t.newGate();
  const tasks = Array.from({ length: 1000 }, (_, i) => gate.enter(i, { signal: controller.signal }));
  const outcomes = Promise.allSettled(tasks);
  assert.ok(await until(() => gate.waiting() === 1000));
  controller.abort(mine);
  for (const outcome of await outcomes) assert.equal((outcome as PromiseRejectedResult).reason, mine);
  assert.ok(await until(() => gate.waiting() === 0));
  assert.equal(gate.passed(), 0);
});

test("one signal outlives many tasks", async () => {
  const controller = new AbortController();
  for (let i = 0; i < 500; i++) assert.equal(await t.add.async(i, 1, { signal: controller.signal }), i + 1);
  const task = t.wait({ signal: controller.signal });
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
});

test("a panic after the abort is dropped", async () => {
  const controller = new AbortController();
  const task = t.panicsLater("too late", { signal: controller.signal });
  await pause(5);
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
  await pause(20);
  assert.equal(await t.add.async(1, 2), 3);
});

test("a late result is dropped, with the handles in it", async () => {
  const before = await settled(() => t.collect());
  const controller = new AbortController();
  const tasks = Array.from({ length: 20 }, (_, i) => t.open(`late ${i}`, 50, { signal: controller.signal }));
  const outcomes = Promise.allSettled(tasks);
  await pause(10);
  controller.abort(mine);
  for (const outcome of await outcomes) assert.equal((outcome as PromiseRejectedResult).reason, mine);
  assert.ok(await until(() => t.sessions() === 0));
  await pause(80);
  assert.equal(t.sessions(), 0);
  await settlesAt(before, () => t.collect());
});

test("a late result of a function without a context is dropped too", async () => {
  const before = await settled(() => t.collect());
  const gate = t.newGate();
  const controller = new AbortController();
  const outcomes = Promise.allSettled(
    Array.from({ length: 100 }, (_, i) => gate.async.pass(i, { signal: controller.signal })),
  );
  controller.abort(mine);
  await outcomes;
  gate.open();
  gate[Symbol.dispose]();
  await settlesAt(before, () => t.collect());
});

test("aborts at random moments: each task rejects with its reason or gives its result", async () => {
  const before = await settled(() => t.collect());
  const random = new Random(11);
  const counts = { results: 0, reasons: 0 };
  await Promise.all(
    Array.from({ length: 1000 }, async (_, i) => {
      const controller = new AbortController();
      const reason = { i };
      const task = t.waitFor(i, random.between(0, 20), { signal: controller.signal });
      setTimeout(() => controller.abort(reason), random.between(0, 20));
      try {
        assert.equal(await task, i);
        counts.results++;
      } catch (error) {
        assert.equal(error, reason);
        counts.reasons++;
      }
    }),
  );
  assert.equal(counts.results + counts.reasons, 1000);
  assert.ok(counts.reasons > 0);
  await settlesAt(before, () => t.collect());
});

test("store.get waits for what a synchronous call puts, or for the abort", async () => {
  const store = t.newStore();
  const first = store.get("a", { timeout: 10_000 });
  const controller = new AbortController();
  const second = store.getAll(["a", "b"], { signal: controller.signal });
  store.put("a", "text");
  assert.equal(await first, "text");
  controller.abort(mine);
  assert.equal(await rejection(second), mine);
  assert.deepEqual(await store.getAll(["a"]), { a: "text" });
});

nothingLeft(() => t.collect());
