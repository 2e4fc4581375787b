// Several Go libraries in one process, opened in the order of the arguments: calls into all of them in turns, callbacks from each that call the
// others, goroutines and collections, tasks of the generated one, signals, and two workers that do the same. Prints what was counted.
import process from "node:process";
import { setImmediate as turn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { fn, open, t } from "topher";
import type * as callersModule from "../../dist/door2/concurrent/callers/index.js";
import type * as tasksModule from "../../dist/door2/concurrent/tasks/index.js";
import { libraryUrl } from "../kit/library.ts";

const step = t.callback([t.i64], t.i64);
const call = fn([step, t.i64], t.i64);
const add = fn([t.i64, t.i64], t.i64);
const work = fn([t.i64], t.i64);

interface Opened {
  add(a: bigint, b: bigint): bigint;
  call(f: (v: bigint) => bigint, v: bigint): bigint;
  work(n: bigint): bigint;
}

const libraries: Readonly<Record<string, () => Opened>> = {
  fixture() {
    const lib = open(libraryUrl("fixture"), { addI64: add, callbackI64: call, busy: work });
    return { add: lib.addI64, call: lib.callbackI64, work: (n) => (lib.busy(n) >= 0n ? (n * (n - 1n)) / 2n : -1n) };
  },
  second() {
    const lib = open(libraryUrl("second"), { secondAdd: add, secondCall: call, secondWork: work });
    return { add: lib.secondAdd, call: lib.secondCall, work: lib.secondWork };
  },
  foreign() {
    const lib = open(libraryUrl("foreign"), { foreignAdd: add, foreignCall: call, foreignWork: work });
    return { add: lib.foreignAdd, call: lib.foreignCall, work: lib.foreignWork };
  },
};

const names: readonly string[] = isMainThread ? process.argv.slice(2) : workerData;
const opened: Opened[] = [];
let tasks: typeof tasksModule | undefined;
let callers: typeof callersModule | undefined;
for (const name of names) {
  if (name === "generated") {
    tasks = await import("../../dist/door2/concurrent/tasks/index.js");
    callers = await import("../../dist/door2/concurrent/callers/index.js");
  } else opened.push(libraries[name]!());
}

const rounds = isMainThread ? 100 : 40;
const counts = { calls: 0, callbacks: 0, tasks: 0, signals: 0, wrong: 0 };
const expect = (got: unknown, wanted: unknown): void => {
  counts.calls++;
  if (got !== wanted) counts.wrong++;
};

async function run(): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const v = BigInt(round);
    const greeted = tasks?.greet.async(String(round));
    const doubled = callers?.direct.async(async (x) => x * 2, round);
    for (const lib of opened) {
      expect(lib.add(v, 2n), v + 2n);
      expect(lib.work(20n), 190n);
      expect(nested(v, 6), v + 6n);
    }
    if (isMainThread) process.kill(process.pid, round % 2 === 0 ? "SIGUSR2" : "SIGWINCH");
    expect((await greeted)?.includes(String(round)) ?? true, true);
    expect((await doubled) ?? round * 2, round * 2);
    if (tasks !== undefined) counts.tasks += 2;
    await turn();
  }
}

/** Goes through callbacks of all libraries in turns, one inside the other; each adds 1. */
function nested(v: bigint, depth: number): bigint {
  if (depth === 0) return v;
  counts.callbacks++;
  return opened[depth % opened.length]!.call((inner) => nested(inner + 1n, depth - 1), v);
}

if (isMainThread) {
  for (const signal of ["SIGUSR2", "SIGWINCH"] as const) process.on(signal, () => counts.signals++);
  const workers = [1, 2].map(() => new Worker(fileURLToPath(import.meta.url), { workerData: names }));
  const ended = workers.map(
    (worker) =>
      new Promise<typeof counts>((resolve, reject) => {
        worker.on("message", resolve);
        worker.on("error", reject);
      }),
  );
  await run();
  for (const count of await Promise.all(ended)) {
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += count[name];
  }
  // Signals come when the event loop turns, and may be fewer than were sent.
  for (let i = 0; i < 100 && counts.signals < 2; i++) await turn();
  console.log(JSON.stringify(counts));
} else {
  await run();
  parentPort!.postMessage(counts);
}
