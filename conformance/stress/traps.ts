// Traps of WebAssembly, which engines make of signals of the processor, beside a Go library that has handlers for the same signals: before it
// is loaded and after, in functions that Go calls, in workers, while goroutines work; and the traps of Go itself between them. Each trap is an
// error where it happened, and nothing else.
//
// The order of loading decides whose handler asks whose: the variants have both.
import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { GoPanic } from "topher";
import type * as Callers from "../../dist/door2/concurrent/callers/index.js";
import type * as Pipes from "../../dist/door2/concurrent/pipes/index.js";
import type * as Tasks from "../../dist/door2/concurrent/tasks/index.js";
import { kind } from "./kind.ts";
import { long, phase, random, runVariant, stress, variant } from "./program.ts";
import { Random } from "./random.ts";
import { makeTraps, type Traps } from "./wasm.ts";

const rounds = long ? 20_000 : 2000;

/** The generated library, and what of it is called. */
interface Go {
  readonly k: typeof Callers;
  readonly p: typeof Pipes;
  readonly t: typeof Tasks;
}

if (!isMainThread) await inWorker(workerData as { seed: number; rounds: number });
else if (variant === "") await stress(parent);
else await stress(variant === "trapped first" ? trappedFirst : loadedFirst);

async function parent(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const name of ["trapped first", "loaded first"]) {
    phase(name);
    const { traps, panics } = await runVariant(name);
    figures[`traps, ${name}`] = Number(traps);
    figures[`panics, ${name}`] = Number(panics);
  }
  return figures;
}

async function trappedFirst(): Promise<Record<string, number>> {
  const traps = makeTraps(() => 0);
  phase("traps before the library is there");
  for (let i = 0; i < rounds; i++) trap(traps, random);
  return withGo(await load());
}

async function loadedFirst(): Promise<Record<string, number>> {
  const go = await load();
  phase("panics before there are traps");
  for (let i = 0; i < 100; i++) nilInGo(go);
  return withGo(go);
}

async function load(): Promise<Go> {
  const folder = "../../dist/door2/concurrent";
  const [k, p, t] = await Promise.all(
    ["callers", "pipes", "tasks"].map((name) => import(`${folder}/${name}/index.js`) as Promise<unknown>),
  );
  return { k, p, t } as Go;
}

async function withGo(go: Go): Promise<Record<string, number>> {
  const counts = { traps: 0, panics: 0 };
  phase("traps between calls");
  await mixed(go, random, rounds, counts);

  phase("traps while goroutines work");
  const working = { over: false };
  const work = (async () => {
    while (!working.over) await Promise.all([go.t.spin.async(5), go.t.spin.async(5), nilInTask(go)]);
  })();
  await mixed(go, random, rounds, counts);
  working.over = true;
  await work;

  phase("traps in workers");
  const workers = [1, 2].map((i) => {
    const worker = new Worker(new URL("traps.ts", import.meta.url), {
      workerData: { seed: random.between(1, 1e9), rounds: rounds / 4 },
    });
    return new Promise<{ traps: number; panics: number }>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", resolve);
      worker.once("exit", (code) => reject(new Error(`worker ${i} ended with ${code} and said nothing`)));
    });
  });
  const main = mixed(go, random, rounds / 4, counts);
  for (const each of await Promise.all(workers)) {
    counts.traps += each.traps;
    counts.panics += each.panics;
  }
  await main;
  assert.equal(go.t.add(1, 2), 3);
  return counts;
}

async function inWorker({ seed, rounds }: { seed: number; rounds: number }): Promise<void> {
  const counts = { traps: 0, panics: 0 };
  await mixed(await load(), new Random(seed), rounds, counts);
  parentPort!.postMessage(counts);
  parentPort!.close();
  if (kind === "deno") (globalThis as unknown as { close(): void }).close(); // Deno's workers stay alive until they are closed
}

/** Traps of WebAssembly and of Go in turn, at random, above and below each other. */
async function mixed(go: Go, random: Random, rounds: number, counts: { traps: number; panics: number }): Promise<void> {
  const { k, t } = go;
  // WebAssembly that calls JavaScript that calls Go, which traps or adds.
  const traps = makeTraps((x) => {
    if (x < 0) {
      nilInGo(go);
      counts.panics++;
    }
    return t.add(x, 1);
  });
  const steps: readonly (() => void)[] = [
    () => trap(traps, random),
    () => {
      nilInGo(go);
      counts.panics++;
    },
    // A trap in a function that Go calls arrives as the same error behind Go.
    () => assert.throws(() => k.direct(() => traps.divide(1, 0), 1), WebAssembly.RuntimeError),
    () => assert.throws(() => k.direct(() => traps.load(-8, 0), 1), WebAssembly.RuntimeError),
    () =>
      assert.equal(
        k.direct((x) => traps.call(x, 0), 4),
        5,
      ),
    () =>
      assert.equal(
        k.direct((x) => traps.call(-x, 0), 4),
        -3,
      ),
    () => assert.equal(traps.divide(9, 3), 3),
  ];
  for (let i = 0; i < rounds; i++) {
    random.pick(steps)();
    counts.traps++;
    if (i % 100 === 0) await setImmediate();
  }
  await nilInTask(go);
}

function trap(traps: Traps, random: Random): void {
  const name = random.pick(["divide", "overflow", "load", "store", "unreachable", "indirect", "truncate"] as const);
  const [a, b] = { divide: [1, 0], overflow: [-(2 ** 31), -1] }[name as string] ?? [-random.between(1, 1e6), 1];
  const run = traps[name === "overflow" ? "divide" : name];
  assert.throws(() => run(a!, b!), WebAssembly.RuntimeError, name);
}

/** A nil pointer that Go follows: the processor's signal becomes a panic, and the panic an error. */
function nilInGo({ p }: Go): void {
  assert.throws(
    () => p.checksum(null),
    (error) => error instanceof GoPanic && /nil pointer/.test(error.message),
  );
}

async function nilInTask({ p }: Go): Promise<void> {
  await assert.rejects(p.checksum.async(null), /nil pointer/);
}
