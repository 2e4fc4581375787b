// Workers that are busy with tasks, channels, streams and callbacks, and are terminated at random moments; the main thread is busy as
// well. Nothing may crash, and nothing of a worker may stay behind.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { stats } from "topher";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import { busy, settle, type TasksWork } from "../door2-suite/tasks-worker.ts";
import { kind } from "./kind.ts";
import { collect, long, phase, random, residentMemory, stress, until } from "./program.ts";

const total = long ? 200 : 12;
const atATime = 5;

await stress(
  async () => {
    await settle();
    const before = stats().handles;
    let alive = 0;
    const failures: string[] = [];
    for (let i = 0; i < total; i++) {
      while (alive >= atATime) await busy(random.between(1, 1e9), 1);
      alive++;
      phase(`worker ${i}`);
      live(i)
        .catch((error: unknown) => failures.push(`worker ${i}: ${String(error)}`))
        .finally(() => alive--);
    }
    while (alive > 0) await busy(random.between(1, 1e9), 1);
    assert.deepEqual(failures.slice(0, 3), [], `${failures.length} workers failed`);
    phase("after the workers");
    const gone = (): boolean => {
      t.collect();
      collect();
      return stats().handles <= before;
    };
    assert.ok(await until(gone, 20_000), `${stats().handles} handles are alive, ${before} were`);
    assert.equal(t.sessions(), 0);
    await settle();
    assert.ok(await until(() => stats().tasks === 0, 5000), `${stats().tasks} tasks are alive`);
    return {
      workers: total,
      goroutines: t.goroutines(),
      files: readdirSync("/proc/self/fd").length,
      MB: residentMemory(),
    };
  },
  { collectGo: t.collect },
);

async function live(i: number): Promise<void> {
  const workerData: TasksWork = { work: "busy", seed: random.between(1, 1e9) };
  const worker = new Worker(new URL("../door2-suite/tasks-worker.ts", import.meta.url), { workerData });
  let failed: unknown;
  worker.on("error", (error) => (failed = error));
  const exit = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const atWork = new Promise<void>((resolve) => worker.once("message", () => resolve()));
  // Most are terminated in the middle of their work, some while they start.
  if (i % 10 === 0) await sleep(random.between(0, 150));
  else {
    await Promise.race([atWork, exit]);
    await sleep(random.between(0, 200));
  }
  await worker.terminate();
  if (kind !== "deno") await exit;
  assert.equal(failed, undefined);
}
