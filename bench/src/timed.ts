import { measure } from "mitata/src/lib.mjs";
import type { Sample } from "./sample.ts";

/** Batches that fit the time, at least: also what mitata takes at the least. */
const batches = 12;

/** Calls that are measured where each takes long, at least. */
const fewest = 3;

/** Calls of a batch at the most. */
const most = 4096;

/**
 * Measures an operation for some milliseconds, in batches that are all of one size: 4096 calls, or as many as let twelve batches fit the time.
 * mitata alone would decide by one early call whether there are batches, and a single call's best is not a batch's.
 */
export async function timed(operation: () => unknown, milliseconds: number): Promise<Sample> {
  const size = await batchSize(operation, milliseconds / batches);
  const stats = await measure(operation, {
    min_cpu_time: milliseconds * 1e6,
    gc: false,
    batch_samples: size,
    // A call that takes a good part of the time by itself is not made twelve times for that.
    min_samples: size > 1 ? batches : fewest,
    batch_unroll: size % 4 === 0 ? 4 : 1,
    // Always, whatever the calls that warm up take.
    warmup_threshold: Infinity,
    batch_threshold: Infinity,
  });
  const { min: best, p50: median, avg: mean, p25, p75, p99, ticks: calls } = stats;
  return { best, median, mean, p25, p75, p99, calls };
}

/** How many calls take so many milliseconds: of more and more calls, the last run tells, when what runs is warm. */
async function batchSize(operation: () => unknown, milliseconds: number): Promise<number> {
  for (let count = 1; ; count *= 2) {
    const began = performance.now();
    for (let i = 0; i < count; i++) {
      const result = operation();
      if (result instanceof Promise) await result;
    }
    const each = (performance.now() - began) / count;
    const fits = Math.min(most, Math.floor(milliseconds / each));
    if (count >= fits / 2 || count === most) return fits < 4 ? Math.max(fits, 1) : fits - (fits % 4);
  }
}
