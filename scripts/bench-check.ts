// Counts what calling Go does, and compares it with bench/counts.json: each figure is a test.
import { absentIn } from "../bench/src/check/counts.ts";
import { compareCounts, comparedText, failing } from "../bench/src/counts/compare.ts";
import { countAll } from "../bench/src/counts/count.ts";
import { readStored } from "../bench/src/counts/stored.ts";
import { buildBaseline, generate } from "../bench/src/build.ts";
import { oneOfEach, type Runtime } from "./runtimes.ts";
import type { TestCounts } from "./test-counts.ts";

/** Counts in these runtimes, in one version of Node, as what is counted is the same in all of them. What is new or gone is a failure too. */
export async function runBenchCheck(runtimes: readonly Runtime[]): Promise<TestCounts> {
  await buildBaseline();
  for (const name of ["work", "values", "async"] as const) await generate(name);
  const counting = await countAll(oneOfEach(runtimes), () => {});
  const compared = compareCounts(counting.counts, readStored(), absentIn(counting));
  const bad = compared.filter(({ standing }) => failing.includes(standing));
  return {
    passed: compared.length - bad.length,
    skipped: Object.keys(counting.missing).length,
    failures: bad.map(comparedText),
  };
}
