// Workers that open the library, call and are called, and end in every way there is, many of them in the middle of it all. The
// main thread calls on; nothing may crash, and nothing of a worker may stay behind.
import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { openFixture, work } from "./fixture.ts";
import { collect, long, phase, random, residentMemory, stress, until } from "./program.ts";
import { endings, type Ending } from "./worker.ts";

await stress(async () => {
  const go = openFixture();
  const total = long ? 100 : 32;
  const order = Array.from({ length: total }, (_, i) => endings[i % endings.length]!).toSorted(() => random.next() - 0.5);

  phase("warming up");
  for (const ending of endings.slice(0, 2)) await live(ending, 0);
  await settle();
  const before = { files: openFiles(), memory: residentMemory() };

  let alive = 0;
  let done = 0;
  const failures: string[] = [];
  for (const [i, ending] of order.entries()) {
    while (alive >= 6) await turn();
    alive++;
    phase(`worker ${i}: ${ending}`);
    live(ending, i)
      .catch((error: unknown) => failures.push(`worker ${i}, ${ending}: ${String(error)}`))
      .finally(() => {
        alive--;
        done++;
      });
    await turn();
  }
  while (alive > 0) await turn();
  assert.deepEqual(failures, []);

  phase("afterwards");
  await settle();
  assert.ok(await until(() => go.wakeRinging() === 0, 5000), `${go.wakeRinging()} goroutines still ring`);
  assert.ok(await until(() => go.wakesLive() === 0, 5000), `${go.wakesLive()} bells are alive`);
  assert.ok(await until(() => openFiles() <= before.files, 5000), `${before.files} open files became ${openFiles()}`);
  for (let i = 0; i < 100; i++) work(go, random, 50, 1500);
  const memory = residentMemory();
  return { workers: done, "MB before": before.memory, "MB after": memory, "rings": go.wakeRung() };

  async function turn(): Promise<void> {
    work(go, random, 200, 100);
    await setImmediate();
    await sleep(1);
  }

  async function settle(): Promise<void> {
    for (let i = 0; i < 5; i++) {
      collect();
      await sleep(20);
    }
  }
});

/** Starts a worker and sees it to its end. */
async function live(ending: Ending, i: number): Promise<void> {
  const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData: { seed: random.between(1, 1e6), ending } });
  let failed: unknown;
  worker.on("error", (error) => (failed = error));
  const exit = new Promise<number>((resolve) => worker.on("exit", resolve));
  const atWork = new Promise<void>((resolve) => worker.on("message", () => resolve()));
  const isStarting = ending === "terminated while it starts";
  if (isStarting) await sleep(random.between(0, 150));
  else if (ending.startsWith("terminated")) {
    await Promise.race([atWork, exit]);
    await sleep(random.between(0, 30));
  }
  if (ending.startsWith("terminated")) await worker.terminate();
  await within(exit, 20_000, `worker ${i} did not end`);
  if (ending === "by an error that nobody catches") assert.match(String(failed), /nobody catches this/);
  else assert.equal(failed, undefined);
}

async function within<T>(promise: Promise<T>, milliseconds: number, complaint: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function openFiles(): number {
  if (process.env.DBGFD) console.error(readdirSync("/proc/self/fd").map((f) => { try { return f + ":" + readlinkSync("/proc/self/fd/" + f); } catch { return f; } }).join(" "));
  return readdirSync("/proc/self/fd").length;
}
