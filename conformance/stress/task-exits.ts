// Processes that end while Go has much to say: by themselves, by process.exit(), by an error that nobody catches, with tasks in flight,
// callbacks, channels and streams under way. Each ends at once, with the right code, and none crashes.
//
//   node conformance/stress/task-exits.ts --long      100 processes of each kind
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import type { TasksWork } from "../door2-suite/tasks-worker.ts";
import { inParallel } from "../../scripts/parallel.ts";
import { long, phase, random, ready, runChild, stress, variant } from "./program.ts";

interface Exit {
  readonly run: () => unknown;
  readonly code: number;
  readonly stderr?: RegExp;
}

const processes = long ? 100 : 4;
/** Milliseconds that an end may take, and as many again where the machine is busy with other children. */
const most = 1000;

/** Rings all the time, of every sort, and keeps nothing alive. */
async function ring(): Promise<void> {
  for (let i = 0; i < 500; i++) void t.sleep.async(i, 600_000).unref();
  for (let i = 0; i < 4; i++) k.startTicker(0.05, () => {});
  k.keep(() => 1);
  k.fireLater("x", 50, 5);
  void ringing();
  const reader = p.newTap().open()!.readable.getReader();
  await reader.read();
  const iterator = (await c.newFeed().subscribe(0))![Symbol.asyncIterator]();
  for (let i = 0; i < 100; i++) await iterator.next();
  await t.open("x", 0);
}

/** Tasks that complete all the time, and callbacks that are answered. */
async function ringing(): Promise<void> {
  const tasks = Array.from({ length: 200 }, () => t.sleep.async(1, 1).unref());
  void k.begin(1_000_000, 5, () => Promise.resolve(1));
  await Promise.race(tasks);
  await Promise.all(tasks);
  void ringing();
}

const exits: Readonly<Record<string, Exit>> = {
  "by itself": {
    code: 0,
    async run() {
      await ring();
      ready();
    },
  },
  "by process.exit()": {
    code: 41,
    async run() {
      await ring();
      await sleep(random.between(0, 30));
      ready();
      process.exit(41);
    },
  },
  "by process.exit() in a callback": {
    code: 42,
    async run() {
      await ring();
      ready();
      await k.hammer.async(8, 1_000_000, (_, i) => (i > 50 ? process.exit(42) : i));
    },
  },
  "by an error that nobody catches": {
    code: 1,
    stderr: /RangeError.*nobody catches this/,
    async run() {
      await ring();
      await sleep(random.between(0, 30));
      setTimeout(() => {
        ready();
        throw new RangeError("nobody catches this");
      });
    },
  },
  "by a rejection that nobody handles": {
    code: 1,
    stderr: /division by zero/,
    async run() {
      await ring();
      ready();
      void t.divide.async(1, 0);
    },
  },
  "by process.exit() with tasks in flight": {
    code: 43,
    async run() {
      for (let i = 0; i < 10_000; i++) void t.sleep.async(i, 600_000);
      void t.spin.async(600_000);
      await t.add.async(1, 2);
      ready();
      process.exit(43);
    },
  },
  "by process.exit() while workers are busy": {
    code: 44,
    async run() {
      const workers = [1, 2].map((seed) => {
        const workerData: TasksWork = { work: "busy", seed };
        return new Worker(new URL("../door2-suite/tasks-worker.ts", import.meta.url), { workerData });
      });
      await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once("message", resolve))));
      await ring();
      await sleep(random.between(0, 50));
      ready();
      process.exit(44);
    },
  },
};

if (variant === "") await stress(parent);
else await exits[variant]!.run();

async function parent(): Promise<Record<string, number>> {
  let slowest = 0;
  let ended = 0;
  for (const [name, { code, stderr }] of Object.entries(exits)) {
    phase(name);
    const seeds = Array.from({ length: processes }, () => random.between(1, 1e9));
    await inParallel(
      seeds,
      async (seed) => {
        const end = await runChild("task-exits.ts", ["--variant", name, "--seed", String(seed)]);
        const said = `${name}, seed ${seed}: ended with ${end.code ?? end.signal} after ${end.milliseconds} ms\n${end.stderr}`;
        assert.deepEqual({ code: end.code, signal: end.signal }, { code, signal: null }, said);
        if (stderr !== undefined) assert.match(end.stderr, stderr, said);
        assert.doesNotMatch(end.stderr, /panic:|fatal error|SIGSEGV|goroutine \d+ \[/, said);
        assert.ok(end.milliseconds <= 2 * most, said);
        slowest = Math.max(slowest, end.milliseconds);
        ended++;
      },
      2,
    );
  }
  return { processes: ended, "slowest in ms": slowest };
}
