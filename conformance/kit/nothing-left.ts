// Whether the cases of a file leave anything behind.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stats, type Stats } from "topher";
import { collectUntil } from "./collect.ts";

/** Counts of what is alive. */
export type Counts = Omit<Stats, "trampolines">;

/** What is counted, without what is never given back. */
export function counts(): Counts {
  const { trampolines: _, ...rest } = stats();
  return rest;
}

/**
 * Collects garbage until no more is counted than `before`.
 *
 * @param litter makes garbage in Go, whose collector decides when Go lets an error of JavaScript go
 */
export async function settlesAt(before: Counts, litter: () => unknown = () => {}): Promise<void> {
  const keys = Object.keys(before) as (keyof Counts)[];
  await collectUntil(() => {
    litter();
    return keys.every((key) => counts()[key] <= before[key]);
  });
  const now = counts();
  // There may be less: what was there before the first case may have been collected meanwhile.
  assert.deepEqual({ ...now, ...atMost(now, before) }, before);
}

function atMost(now: Counts, before: Counts): Partial<Counts> {
  const keys = Object.keys(before) as (keyof Counts)[];
  return Object.fromEntries(keys.filter((key) => now[key] < before[key]).map((key) => [key, before[key]]));
}

/** What is counted once nothing more can be collected. */
export async function settled(litter: () => unknown = () => {}): Promise<Counts> {
  let last = JSON.stringify(counts());
  let rounds = 0;
  await collectUntil(() => {
    litter();
    const now = JSON.stringify(counts());
    rounds = now === last ? rounds + 1 : 0;
    last = now;
    return rounds > 10;
  });
  return counts();
}

/**
 * The last case of a file: Go holds nothing for the sake of JavaScript but the error variables, which it held at first.
 *
 * @param abandoned how many channels of Go the cases have left to producers that will wait for ever
 */
export function nothingLeft(litter?: () => unknown, abandoned = 0): void {
  const before = counts();
  test("stats counts nothing that the cases of this file left", () =>
    settlesAt({ ...before, abandonedChannels: before.abandonedChannels + abandoned }, litter));
}
