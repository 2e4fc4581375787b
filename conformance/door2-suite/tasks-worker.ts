// A worker with tasks: it settles them and says so, or is busy with everything there is until it is ended.
import assert from "node:assert/strict";
import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { channel, stats } from "topher";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import { until } from "../kit/until.ts";
import { Random } from "../stress/random.ts";

/** What a worker is to do. */
export type TasksWork =
  | { readonly work: "settle" }
  | { readonly work: "wait" }
  | { readonly work: "keep" }
  | { readonly work: "leave" }
  | { readonly work: "fail" }
  | { readonly work: "exit" }
  | { readonly work: "busy"; readonly seed: number };

/** Settles tasks of every sort, with checks. */
export async function settle(): Promise<void> {
  assert.equal(await t.add.async(1, 2), 3);
  const sums = await Promise.all(Array.from({ length: 500 }, (_, i) => t.add.async(i, 1)));
  assert.ok(sums.every((sum, i) => sum === i + 1));
  assert.equal(await k.hammer.async(4, 100, () => 1), 400n);
  assert.equal(await c.sum.async(c.count(500)), 124_750);
  const between = channel<number>(3);
  assert.deepEqual(await Promise.all([c.send.async(between, 100), c.sum.async(between)]), [100, 4950]);
  assert.equal((await p.checksum.async(p.pattern(200_000)!.readable as never))[1], p.patternSum(200_000n));
  await assert.rejects(t.wait({ timeout: 5 }), { message: "context deadline exceeded" });
}

/** Is busy with tasks, channels, streams and callbacks, one after the other and several at a time, for ever. */
export async function busy(seed: number, rounds = Infinity): Promise<void> {
  const random = new Random(seed);
  const works: readonly (() => Promise<unknown>)[] = [
    () => Promise.all(Array.from({ length: random.between(1, 300) }, (_, i) => t.add.async(i, 1))),
    () => t.sleep.async(1, random.between(0, 5)),
    () => t.waitFor(1, random.between(0, 20), { timeout: random.between(1, 20) }).catch(() => {}),
    async () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), random.between(0, 5));
      await t.wait({ signal: controller.signal }).catch(() => {});
    },
    () => k.hammer.async(random.between(1, 8), 50, (_, i) => (i % 2 === 0 ? i : Promise.resolve(i))),
    () => k.mapTexts.async(["a", "b"], (text) => Promise.resolve(text + text)),
    async () => {
      for await (const n of c.naturals()) if (n > 100) break;
    },
    async () => {
      for await (const n of (await c.newFeed().subscribe(0))!) if (n > 100) break;
    },
    () => c.sum.async(Array.from({ length: 300 }, (_, i) => i)),
    () => p.checksum.async(p.pattern(random.between(0, 300_000))!.readable as never),
    () => p.writePattern.async(new WritableStream<Uint8Array>(), random.between(0, 300_000)),
    () =>
      t.open("x", random.between(0, 3), { timeout: random.between(1, 5) }).then(
        (s) => s![Symbol.dispose](),
        () => {},
      ),
    () => t.panics.async("busy").catch(() => {}),
    () => t.exits.async().catch(() => {}),
  ];
  const turn = async (): Promise<void> => {
    for (let i = 0; i < rounds; i++) await random.pick(works)();
  };
  await Promise.all(Array.from({ length: 4 }, turn));
}

if (parentPort !== null && workerData !== null) {
  const task = workerData as TasksWork;
  const parent = parentPort;
  switch (task.work) {
    case "settle":
      await settle();
      await until(() => stats().tasks === 0); // what was aborted returns in its own time
      parent.postMessage(stats().tasks);
      end();
      break;
    case "wait": {
      const watch = t.newWatch();
      void watch.wait().catch(() => {});
      void t.newGate().async.pass(1);
      const session = await t.open("of a worker", 0);
      parent.postMessage("waiting");
      setInterval(() => assert.ok(session!.alive()), 1000);
      break;
    }
    case "keep":
      k.keep(() => 5);
      k.startTicker(1, () => {});
      assert.equal(k.fire("x"), 5);
      parent.postMessage("kept");
      parent.once("message", end);
      break;
    case "leave":
      for (let i = 0; i < 100; i++) void t.sleep.async(i, 20_000).unref();
      await c.naturals()[Symbol.asyncIterator]().next();
      await p.newTap().open()!.readable.getReader().read();
      parent.postMessage("left");
      parent.once("message", end);
      break;
    case "fail":
      void t.sleep.async(1, 20_000);
      parent.postMessage("failing");
      await t.divide.async(1, 0);
      break;
    case "exit":
      void t.sleep.async(1, 20_000);
      k.startTicker(1, () => {});
      parent.postMessage("exiting");
      await k.direct.async(() => process.exit(0), 5);
      break;
    case "busy":
      parent.postMessage("busy");
      await busy(task.seed);
  }

  function end(): void {
    const { close } = globalThis as { close?: () => void };
    if (close === undefined) parent.close();
    else close(); // Deno's workers stay alive until they are closed
  }
}
