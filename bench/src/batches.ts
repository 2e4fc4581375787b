import type { Sample } from "./sample.ts";

/** How often a batch is repeated. */
export interface Repeat {
  /** Batches that are not counted. */
  readonly warmUp: number;
  /** Batches that are, at least. */
  readonly least: number;
  /** Milliseconds after which no further one begins. */
  readonly budget: number;
}

/** Measures batches of operations that are in flight together, where the time of a single one says nothing. */
export async function batches(batch: () => Promise<unknown>, size: number, repeat: Repeat): Promise<Sample> {
  for (let i = 0; i < repeat.warmUp; i++) await batch();
  const times: number[] = [];
  const end = performance.now() + repeat.budget;
  while (times.length < repeat.least || performance.now() < end) {
    const began = performance.now();
    await batch();
    times.push(((performance.now() - began) * 1e6) / size);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
  return {
    best: at(0),
    median: at(0.5),
    mean,
    p25: at(0.25),
    p75: at(0.75),
    p99: at(0.99),
    calls: times.length * size,
  };
}
