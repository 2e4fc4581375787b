// What a stress of generated packages holds, and whether it is all given up.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { stats, type Stats } from "topher";
import { collect, until } from "./program.ts";

/** What is counted, without what is never given back. */
export type Held = Omit<Stats, "trampolines">;

function now(): Held {
  const { trampolines: _, ...rest } = stats();
  return rest;
}

/** What is held once both collectors have run. */
export async function held(collectGo: () => void): Promise<Held> {
  for (let i = 0; i < 5; i++) {
    collectGo();
    collect();
    await sleep(5);
  }
  return now();
}

/** Waits until no more is held than before. */
export async function nothingHeld(before: Held, collectGo: () => void): Promise<void> {
  const more = (): [string, number][] =>
    Object.entries(now()).filter(([key, count]) => count > before[key as keyof Held]);
  await until(() => {
    collectGo();
    collect();
    return more().length === 0;
  }, 20_000);
  assert.deepEqual(more(), [], "what more is held at the end");
}
