// Workers that open the library, call and are called, and end in every way there is, many of them in the middle of it all. The
// main thread calls on; nothing may crash, and nothing of a worker may stay behind.
import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { openFixture, work } from "./fixture.ts";
import { collect, long, phase, random, residentMemory, stress, until } from "./program.ts";
import { kind } from "./kind.ts";
import { endings, type Ending } from "./worker.ts";

await stress(async () => {
  const go = openFixture();
  const half = long ? 104 : 16;

  // The first half fills the runtime's own pools of threads and what they hold; the second must add nothing.
  const first = await generation(half);
  const second = await generation(half);
  assert.ok(second.files <= first.files, `${first.files} open files became ${second.files}`);
  for (let i = 0; i < 100; i++) work(go, random, 50, 1500);
  return {
    workers: 2 * half,
    "files half-way": first.files,
    "files at the end": second.files,
    "MB half-way": first.memory,
    "MB at the end": second.memory,
    rings: go.wakeRung(),
  };

  async function generation(total: number): Promise<{ files: number; memory: number }> {
    const order = Array.from({ length: total }, (_, i) => endings[i % endings.length]!).toSorted(
      () => random.next() - 0.5,
    );
    let alive = 0;
    const failures: string[] = [];
    for (const [i, ending] of order.entries()) {
      while (alive >= 6) await turn();
      alive++;
      phase(`worker ${i}: ${ending}`);
      live(ending, i)
        .catch((error: unknown) => failures.push(`worker ${i}, ${ending}: ${String(error)}`))
        .finally(() => alive--);
      await turn();
    }
    while (alive > 0) await turn();
    assert.deepEqual(failures.slice(0, 3), [], `${failures.length} workers failed`);
    phase("after the workers");
    assert.ok(await until(() => go.wakeRinging() === 0, 5000), `${go.wakeRinging()} goroutines still ring`);
    assert.ok(await until(() => go.wakesLive() === 0, 5000), `${go.wakesLive()} bells are alive`);
    await settle();
    return { files: openFiles(), memory: residentMemory() };
  }

  async function turn(): Promise<void> {
    work(go, random, 200, 100);
    await setImmediate();
    await sleep(1);
  }

  async function settle(): Promise<void> {
    for (let i = 0; i < 5; i++) {
      collect();
      await sleep(50);
    }
  }
});

/** Starts a worker and sees it to its end. */
async function live(ending: Ending, i: number): Promise<void> {
  const worker = new Worker(new URL("worker.ts", import.meta.url), {
    workerData: { seed: random.between(1, 1e6), ending },
  });
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

/** How many descriptors are open, without two per worker that Deno itself leaks: of any that made a callback and did not close it. */
function openFiles(): number {
  const files = readdirSync("/proc/self/fd");
  return kind === "deno" ? files.filter((file) => !isOfEventLoop(file)).length : files.length;
}

function isOfEventLoop(file: string): boolean {
  try {
    return readlinkSync(`/proc/self/fd/${file}`).startsWith("anon_inode:[event");
  } catch {
    return true; // the descriptor with which the folder was read
  }
}
