// What a stress holds, and whether it is all given up.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { counts, moreThan, type Counts } from "../kit/counts.ts";
import { collect, until } from "./collect.ts";

/** What is held once both collectors have run. */
export async function held(collectGo: () => void): Promise<Counts> {
  for (let i = 0; i < 5; i++) {
    collectGo();
    collect();
    await sleep(5);
  }
  return counts();
}

/** Waits until no more is held than before, while both collectors run. */
export async function nothingHeld(before: Counts, collectGo: () => void): Promise<void> {
  const nothing = (): boolean => {
    if (moreThan(before).length === 0) return true;
    collectGo();
    collect();
    return moreThan(before).length === 0;
  };
  await until(nothing, 20_000);
  assert.deepEqual(moreThan(before), [], "what more is held at the end");
}
