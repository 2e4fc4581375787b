// Tasks in workers: they settle where they were begun, and end with their worker, however that ends.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { stats } from "topher";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import { collectUntil } from "../kit/collect.ts";
import { pause } from "../kit/pause.ts";
import { refuses } from "../kit/refuses.ts";
import { until } from "../kit/until.ts";
import { Random } from "../stress/random.ts";
import { nothingLeft } from "./kit.ts";
import { busy, settle, type TasksWork } from "./tasks-worker.ts";

interface Running {
  readonly worker: Worker;
  readonly message: Promise<unknown>;
  readonly exit: Promise<number>;
  readonly errors: unknown[];
}

function start(work: TasksWork): Running {
  const worker = new Worker(new URL("tasks-worker.ts", import.meta.url), { workerData: work });
  const errors: unknown[] = [];
  const exit = new Promise<number>((resolve) => worker.once("exit", resolve));
  const message = new Promise<unknown>((resolve) => worker.once("message", resolve));
  worker.on("error", (error) => errors.push(error));
  return { worker, message, exit, errors };
}

test("tasks settle in the worker that began them, which ends by itself", async () => {
  const { message, exit, errors } = start({ work: "settle" });
  assert.equal(await message, 0);
  assert.equal(await exit, 0);
  assert.deepEqual(errors, []);
});

test("tasks settle in four workers and here at the same time", async () => {
  const workers = [1, 2, 3, 4].map(() => start({ work: "settle" }));
  await settle();
  for (const { message, exit, errors } of workers) {
    assert.deepEqual([await message, await exit, errors], [0, 0, []]);
  }
});

test("a worker's tasks count for the worker", async () => {
  const before = stats().tasks;
  const { worker, message, exit } = start({ work: "wait" });
  assert.equal(await message, "waiting");
  assert.equal(stats().tasks, before);
  await worker.terminate();
  await exit;
});

test("terminate cancels the contexts of a worker's tasks, and of what lives on", async () => {
  assert.ok(await until(() => t.sessions() === 0));
  const { worker, message, exit } = start({ work: "wait" });
  assert.equal(await message, "waiting");
  assert.equal(t.sessions(), 1);
  await worker.terminate();
  await exit;
  assert.ok(await until(() => t.sessions() === 0), `${t.sessions()} sessions are alive`);
});

test("what a worker kept with Go is gone with it", async () => {
  const { worker, message, exit } = start({ work: "keep" });
  assert.equal(await message, "kept");
  refuses("TOPHER_CALLBACK_THREAD", () => k.fire("x"), /thread/);
  assert.equal(await k.fire.async("x"), 5, "a task waits for the thread of the function");
  worker.postMessage("end");
  await exit;
  assert.ok(
    await until(() => {
      try {
        k.fire("x");
        return false;
      } catch (error) {
        return (error as { code?: string }).code === "TOPHER_CALLBACK_GONE";
      }
    }),
  );
  k.stopTicker();
  k.drop();
});

test("a worker that leaves tasks and streams behind ends, and so do they", async () => {
  const goroutines = t.goroutines();
  const { worker, message, exit } = start({ work: "leave" });
  assert.equal(await message, "left");
  worker.postMessage("end");
  assert.equal(await exit, 0);
  assert.ok(t.goroutines() <= goroutines + 110, "sleeping goroutines are left to sleep");
});

test("a worker that fails ends with the error of its task", async () => {
  const { exit, errors } = start({ work: "fail" });
  await exit;
  assert.match(String(errors[0]), /division by zero/);
});

test("a worker that calls process.exit in a callback ends", async () => {
  const { message, exit } = start({ work: "exit" });
  assert.equal(await message, "exiting");
  await exit;
  k.stopTicker();
});

test("busy workers are terminated at random moments; this thread goes on, and nothing is left of theirs", async () => {
  const random = new Random(3);
  for (let round = 0; round < 3; round++) {
    const workers = Array.from({ length: 3 }, (_, i) => start({ work: "busy", seed: round * 10 + i }));
    const here = busy(round, 5);
    for (const { worker, message, exit } of workers) {
      await Promise.race([message, exit]);
      await pause(random.between(0, 60));
      await worker.terminate();
      await exit;
    }
    await here;
  }
  await collectUntil(() => (t.collect(), t.sessions() === 0));
  assert.equal(t.sessions(), 0, "contexts that live on");
  assert.equal(await t.add.async(1, 2), 3);
});

nothingLeft(() => (t.collect(), k.collect()));
