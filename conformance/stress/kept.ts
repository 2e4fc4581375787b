// Functions, objects, readers, writers and iterators that one side keeps for the other, in several workers, while both collectors run:
// nothing may be left, and the process may grow by at most 8 MiB more in the second half than in the first.
import assert from "node:assert/strict";
import { Worker } from "node:worker_threads";
import { stats } from "topher";
import { KeptRounds } from "../door2-suite/kept-rounds.ts";
import { hammer, type KeptTask } from "../door2-suite/kept-worker.ts";
import { collect, heldMemory, long, phase, random, stress, until } from "./program.ts";
import { Random } from "./random.ts";

const generations = long ? 10 : 2;
const steps = long ? 10_000 : 1000;
const mebibyte = 2 ** 20;
const most = 8;

await stress(async () => {
  const rounds = new KeptRounds(new Random(1), collect);
  rounds.settle();
  const before = stats().handles;
  const memory: number[] = [];
  for (let generation = 0; generation < generations; generation++) {
    phase(`generation ${generation}`);
    const tasks = [1, 2, 3].map((): KeptTask => ({ task: "hammer", seed: random.between(1, 1e9), steps }));
    const results = [hammer(random.between(1, 1e9), steps), ...tasks.map(work)];
    for (const result of await Promise.all(results)) assert.deepEqual(result.after, result.before);
    rounds.settle();
    collect();
    memory.push(heldMemory());
  }
  phase("after the workers");
  const gone = (): boolean => {
    rounds.settle();
    collect();
    return stats().handles <= before;
  };
  assert.ok(await until(gone, 10_000), `${stats().handles} handles are alive, ${before} were`);
  const [first, middle, last] = [memory[0]!, memory[memory.length >> 1]!, memory.at(-1)!];
  const more = (last - middle - Math.max(0, middle - first)) / mebibyte;
  if (long) assert.ok(more <= most, `${more.toFixed(1)} MiB more in the second half`);
  return { generations, "steps of each thread": steps, "MiB more in the second half": Number(more.toFixed(1)) };
});

/** Hammers in a worker and sees it to its end. */
async function work(task: KeptTask): Promise<{ before: object; after: object }> {
  const worker = new Worker(new URL("../door2-suite/kept-worker.ts", import.meta.url), { workerData: task });
  const exit = new Promise((resolve) => worker.once("exit", resolve));
  const result = await new Promise<{ before: object; after: object }>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  await exit;
  return result;
}
