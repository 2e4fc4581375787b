// Worker threads: each opens the library for itself, and what it made is its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { fn, open, stats, t } from "topher";
import { leaked } from "../kit/fixture.ts";
import { libraryUrl } from "../kit/library.ts";
import { resultOf } from "../kit/program.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const lib = open(libraryUrl("fixture"), { addI64: fn([t.i64, t.i64], t.i64) });

/** Runs a worker to its end and gives what it said. */
function work(calls: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let said: unknown;
    const worker = new Worker(new URL("../programs/worker-body.ts", import.meta.url), {
      workerData: { task: "work", calls },
    });
    worker.on("message", (message) => (said = message));
    worker.on("error", reject);
    worker.on("exit", (code) => (code === 0 ? resolve(said) : reject(new Error(`the worker ended with ${code}`))));
  });
}

const nothing = { callbacks: 0, bytes: 0, objects: 0 };

test("open works in a worker, which ends by itself", async () => assert.deepEqual(await work(1000), nothing));

test("open works in four workers at a time, and here", async () => {
  const workers = Array.from({ length: 4 }, () => work(5000));
  for (let i = 0; i < 10_000; i++) assert.equal(lib.addI64(BigInt(i), 1n), BigInt(i + 1));
  assert.deepEqual(await Promise.all(workers), [nothing, nothing, nothing, nothing]);
  assert.equal(leaked(), 0);
});

test("open works in workers one after the other", async () => {
  for (let i = 0; i < 5; i++) assert.deepEqual(await work(10), nothing);
});

test("stats counts for its own thread", async () => {
  const before = stats();
  await work(10);
  assert.deepEqual(stats(), before);
});

test("wake survives workers that are terminated while Go rings", () => {
  const { terminated, ringing, sum } = resultOf("terminate-workers", { args: ["10"] });
  assert.equal(terminated, 10);
  assert.equal(ringing, 0);
  assert.equal(sum, "3n");
});

nothingLeft();
