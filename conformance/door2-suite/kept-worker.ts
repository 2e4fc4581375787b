// A worker that keeps things with Go: it hammers and says what is left, or leaves a function with Go and ends.
import assert from "node:assert/strict";
import { parentPort, workerData } from "node:worker_threads";
import { stats } from "topher";
import * as f from "../../dist/door2/whole/funcs/index.js";
import * as n from "../../dist/door2/whole/nodes/index.js";
import { collectUntil, collector } from "../kit/collect.ts";
import { Random } from "../stress/random.ts";
import { KeptRounds } from "./kept-rounds.ts";

/** What a worker is to do. */
export type KeptTask =
  | { readonly task: "hammer"; readonly seed: number; readonly steps: number }
  | { readonly task: "leave" };

/**
 * Hammers in this thread, and gives what this thread holds before and when everything was given up. Handles are counted over all threads,
 * so that only the last one can tell whether they are gone.
 */
export async function hammer(seed: number, steps: number): Promise<{ before: object; after: object }> {
  const rounds = new KeptRounds(new Random(seed), collector());
  rounds.settle();
  const before = held();
  for (let done = 0; done < steps; done += 200) {
    rounds.run(200);
    await new Promise((resolve) => setTimeout(resolve)); // lets the collector's callbacks run
  }
  rounds.drop();
  const wanted = JSON.stringify(before);
  await collectUntil(() => {
    rounds.settle();
    return JSON.stringify(held()) === wanted;
  });
  return { before, after: held() };
}

function held(): object {
  const { callbacks, kept, errors, objects } = stats();
  return { callbacks, kept, errors, objects };
}

if (parentPort !== null && workerData !== null) {
  const work = workerData as KeptTask;
  if (work.task === "hammer") {
    parentPort.postMessage(await hammer(work.seed, work.steps));
  } else {
    f.onFallible(() => 5);
    f.onDeep(() => 5);
    n.keep({ area: () => 5, name: () => "of a worker" });
    assert.deepEqual([f.callFallible("x"), f.deep(1), n.keptArea()], [5, 6, 5]);
    parentPort.postMessage("left");
    await new Promise((resolve) => parentPort!.once("message", resolve));
  }
  parentPort.close();
  (globalThis as { close?: () => void }).close?.(); // Deno's workers stay alive until they are closed
}
