// Things that one side keeps for the other, many of them, in several workers, while both collectors run.
import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import * as f from "../../dist/door2/whole/funcs/index.js";
import * as n from "../../dist/door2/whole/nodes/index.js";
import { refuses } from "../kit/refuses.ts";
import { until } from "../kit/until.ts";
import { hammer, type KeptTask } from "./kept-worker.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

const seed = Number(process.env["TOPHER_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`hammer: TOPHER_SEED=${seed}`);

function start(task: KeptTask): { worker: Worker; message: Promise<any>; exit: Promise<unknown> } {
  const worker = new Worker(new URL("kept-worker.ts", import.meta.url), { workerData: task });
  const exit = new Promise((resolve) => worker.once("exit", resolve));
  const message = new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  return { worker, message, exit };
}

test("KeptRounds leaves nothing, in this thread", async () => {
  const before = await settled();
  const result = await hammer(seed, 4000);
  assert.deepEqual(result.after, result.before);
  await settlesAt(before, () => f.collect());
});

test("KeptRounds leaves nothing, in four threads at the same time", async () => {
  const before = await settled();
  const workers = [1, 2, 3].map((k) => start({ task: "hammer", seed: seed + k, steps: 2000 }));
  const results = [await hammer(seed + 4, 2000), ...(await Promise.all(workers.map(({ message }) => message)))];
  for (const { before, after } of results) assert.deepEqual(after, before);
  await Promise.all(workers.map(({ exit }) => exit));
  await settlesAt(before, () => f.collect());
});

test("what a worker gave to Go is refused on another thread, and after its end", async () => {
  const { worker, message, exit } = start({ task: "leave" });
  assert.equal(await message, "left");
  refuses("TOPHER_CALLBACK_THREAD", () => f.callFallible("x"), /thread/);
  refuses("TOPHER_CALLBACK_THREAD", () => f.deep(1), /thread/);
  refuses("TOPHER_CALLBACK_THREAD", () => n.keptArea(), /thread/);
  worker.postMessage("end");
  await exit;
  await until(() => {
    try {
      return f.callFallible("x") === 0;
    } catch (error) {
      return (error as { code?: string }).code === "TOPHER_CALLBACK_GONE";
    }
  });
  refuses("TOPHER_CALLBACK_GONE", () => f.callFallible("x"), /ended/);
  refuses("TOPHER_CALLBACK_GONE", () => f.deep(1), /ended/);
  refuses("TOPHER_CALLBACK_GONE", () => n.keptArea(), /ended/);
  f.onFallible(null);
  f.onDeep(null);
  n.dropKept();
  assert.equal(f.deep(3), 0);
});

nothingLeft(() => f.collect());
