// One sample: one contender, one case, one process, in whatever runtime runs this file.
//
//   <runtime> sample.ts <contender> <case> <budget in ms> <library>
//
// Prints one line of JSON: see Sample. A contender is a file in contenders/, such as calls/koffi.
import process from "node:process";
import { batches } from "./batches.ts";
import { caseOf } from "./cases/index.ts";
import { timed } from "./timed.ts";

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

/** A contender's program: opens what it calls, and may end it when all is measured. */
export interface Program<Functions> {
  open(path: string, name: string): Functions | Promise<Functions>;
  /** Ends workers and processes, so that this one ends. */
  close?(): void | Promise<void>;
}

const [contender, name, budget, library] = process.argv.slice(2) as [string, string, string, string];

const measured = caseOf(name);
// Nothing that a contender imports may have been imported before: what it takes to load is measured too.
const began = performance.now();
const { open, close } = (await import(`./contenders/${contender}.ts`)) as Program<unknown>;
const imported = performance.now();
const functions = await open(library, name);
const opened = performance.now();
const sample = await taken();
console.log(JSON.stringify(measured.per === undefined ? sample : divided(sample, measured.per)));
await close?.();

async function taken(): Promise<Sample> {
  if ("first" in measured) {
    await measured.first(functions);
    const sample = started(performance.now());
    await measured.check(functions);
    return sample;
  }
  await measured.check(functions);
  if ("measure" in measured) return measured.measure(functions, Number(budget));
  const operation = measured.operation(functions);
  return measured.heavy
    ? batches(async () => operation(), 1, { warmUp: 1, least: 2, budget: Number(budget) })
    : timed(operation, Number(budget));
}

/** The time until the first answer, and its parts in milliseconds. */
function started(answered: number): Sample {
  const best = (answered - began) * 1e6;
  const figures = { import: imported - began, open: opened - imported, first: answered - opened };
  return { best, median: best, mean: best, p25: best, p75: best, p99: best, calls: 1, figures };
}

function divided({ calls, figures, ...times }: Sample, by: number): Sample {
  const each = Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time / by])) as typeof times;
  return { ...each, calls: calls * by, ...(figures === undefined ? {} : { figures }) };
}
