// What topher counts as alive in this thread.
import { stats, type Stats } from "topher";
import { collectUntil } from "./collect.ts";

/** Counts of what is alive, without what is never given back. */
export type Counts = Omit<Stats, "trampolines">;

/** What is counted now. */
export function counts(): Counts {
  const { trampolines: _, ...rest } = stats();
  return rest;
}

/** What there is more of than `most`, each in a few words. */
export function moreThan(most: Counts): string[] {
  const now = counts();
  return (Object.keys(most) as (keyof Counts)[])
    .filter((key) => now[key] > most[key])
    .map((key) => `${key}: ${now[key]}, at most ${most[key]} are right`);
}

/** Counts with so many more of some. */
export function withMore(of: Counts, more: Partial<Counts>): Counts {
  const all = { ...of } as Record<keyof Counts, number>;
  for (const key of Object.keys(more) as (keyof Counts)[]) all[key] += more[key] ?? 0;
  return all;
}

/**
 * What is counted once nothing more can be collected.
 *
 * @param litter makes garbage in Go, whose collector decides when Go lets an error of JavaScript go
 */
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
