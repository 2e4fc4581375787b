// What the files of this suite share.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stats, type Stats } from "topher";
import { collectUntil } from "../kit/collect.ts";

/** A generated function for calls that its types do not allow. */
export interface Untyped {
  (...args: any[]): any;
  async(...args: any[]): Promise<any>;
}

/** A generated module for calls that its types do not allow. */
export function untyped(module: object): Readonly<Record<string, Untyped>> {
  return module as Readonly<Record<string, Untyped>>;
}

type Counts = Omit<Stats, "trampolines">;

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
  assert.deepEqual(counts(), before);
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
