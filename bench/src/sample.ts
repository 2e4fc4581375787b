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
}

const [contender, name, budget, library] = process.argv.slice(2) as [string, string, string, string];

const { open } = (await import(`./contenders/${contender}.ts`)) as { open(path: string): unknown };
const functions = await open(library);
const { check, operation } = caseOf(name);
await check(functions);
const stats = await measure(operation(functions), { min_cpu_time: Number(budget) * 1e6, gc: false });
const { min: best, p50: median, avg: mean, p25, p75, p99, ticks: calls } = stats;
console.log(JSON.stringify({ best, median, mean, p25, p75, p99, calls } satisfies Sample));
