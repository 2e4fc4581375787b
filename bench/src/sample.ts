// One sample: one contender, one case, one process, in whatever runtime runs this file.
//
//   <runtime> sample.ts <contender> <case> <budget in ms> <library>
//
// Prints one line of JSON: see Sample.
import { measure } from "mitata/src/lib.mjs";
import process from "node:process";
import { caseOf } from "./cases/index.ts";

/** What a process measured, in nanoseconds per call. */
export interface Sample {
  /** The fastest batch of calls, or the fastest call where one takes long. */
  readonly best: number;
  readonly median: number;
  readonly mean: number;
  readonly p25: number;
  readonly p75: number;
  readonly p99: number;
  /** Calls measured, after the ones that warmed up. */
  readonly calls: number;
  /** What else the case has measured: bytes of memory, milliseconds, counts. */
  readonly figures?: Readonly<Record<string, number>>;
}

const [contender, name, budget, library] = process.argv.slice(2) as [string, string, string, string];

const { open } = (await import(`./contenders/${contender}.ts`)) as { open(path: string, name: string): unknown };
const functions = await open(library, name);
const measured = caseOf(name);
await measured.check(functions);
const sample =
  "measure" in measured
    ? await measured.measure(functions, Number(budget))
    : await timed(measured.operation(functions), Number(budget));
console.log(JSON.stringify(sample));

async function timed(operation: () => unknown, milliseconds: number): Promise<Sample> {
  const stats = await measure(operation, { min_cpu_time: milliseconds * 1e6, gc: false });
  const { min: best, p50: median, avg: mean, p25, p75, p99, ticks: calls } = stats;
  return { best, median, mean, p25, p75, p99, calls };
}
