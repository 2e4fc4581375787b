// The body of a worker: it opens the library on its own thread, calls, is called, is rung, and ends in the way it was told.
import assert from "node:assert/strict";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { callback } from "topher";
import { checkNothingHeld, makeBell, openFixture, step, work } from "./fixture.ts";
import { Random } from "./random.ts";
import { kind } from "./kind.ts";

/** How a worker ends. */
export type Ending = (typeof endings)[number];

/** The ways to end, each with what the worker does meanwhile; the main thread ends those that say so. */
export const endings = [
  "by itself, all disposed of",
  "by itself, all left behind",
  "by process.exit()",
  "by an error that nobody catches",
  "terminated while it calls",
  "terminated inside a callback",
  "terminated while it is rung",
  "terminated while it starts",
] as const;

if (parentPort !== null) await run(workerData as { seed: number; ending: Ending }, parentPort);

async function run(
  { seed, ending }: { seed: number; ending: Ending },
  parent: NonNullable<typeof parentPort>,
): Promise<void> {
  const random = new Random(seed);
  const go = openFixture();
  const handle = callback(step, (i) => i + seed);
  let heard = 0;
  const bell = makeBell(go, () => heard++);
  bell.ref();
  const descend = (depth: number): number => go.callbackNested(descend, depth - 1);

  for (let i = 0; i < 20; i++) {
    work(go, random, 50, 200);
    assert.equal(go.callbackTimes(handle, 3), 3 + 3 * seed);
    assert.equal(go.callbackNested(descend, 20), 20);
  }
  go.wakeRingAsync(bell.id, 20, 100);
  while (heard === 0) await sleep(1);
  parent.postMessage("at work");

  switch (ending) {
    case "by itself, all disposed of":
      bell[Symbol.dispose]();
      handle[Symbol.dispose]();
      checkNothingHeld();
      go[Symbol.dispose]();
      close();
      break;
    case "by itself, all left behind":
      go.wakeRingAsync(bell.id, 1_000_000_000, 100);
      bell.unref();
      close();
      break;
    case "by process.exit()":
      go.wakeRingAsync(bell.id, 1_000_000_000, 100);
      go.callbackTimes(() => process.exit(0), 1);
      break;
    case "by an error that nobody catches":
      go.wakeRingAsync(bell.id, 1_000_000_000, 100);
      go.callbackTimes(() => {
        throw new Error("nobody catches this");
      }, 1);
      break;
    case "terminated while it is rung":
      go.wakeRingAsync(bell.id, 1_000_000_000, 20);
      for (;;) await sleep(1000);
    case "terminated inside a callback":
      go.callbackNested(descendAndSpin, 10);
      break;
    default:
      for (let round = 0; ; round++) {
        work(go, random, 50, 1500);
        if (round % 10 === 0) await setImmediate();
      }
  }

  // Deno's workers stay alive until they are closed.
  function close(): void {
    if (kind === "deno") (globalThis as unknown as { close(): void }).close();
  }

  function descendAndSpin(depth: number): number {
    if (depth > 1) return go.callbackNested(descendAndSpin, depth - 1);
    // Deno says that a terminated worker has ended, but lets its loops run on for ever.
    const end = kind === "deno" ? performance.now() + 500 : Infinity;
    while (performance.now() < end);
    return 1;
  }
}
