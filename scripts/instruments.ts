// npm run instruments: topher under the tools that look for what tests do not see. Prints a table; ends with the line `N passed, N failed`.
//
//   npm run instruments -- --short --only guard --seed 7 --out instruments.json
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import colors from "picocolors";
import { goTests } from "../conformance/instruments/go-tests.ts";
import { scratch, type Instrument, type Reading } from "../conformance/instruments/instrument.ts";
import { libraries } from "../conformance/instruments/library.ts";
import { parts } from "../conformance/instruments/parts.ts";
import { inRuntimes, readIn } from "../conformance/instruments/runtimes.ts";
import { presentRuntimes, type RuntimeName } from "./runtimes.ts";
import { addCounts, type TestCounts } from "./test-counts.ts";

/** The instruments. Those that build come first, as others read what was built. */
export const instruments: readonly Instrument[] = [...parts, ...inRuntimes, ...goTests, ...libraries];

/** How the instruments are read. */
export interface InstrumentOptions {
  readonly long: boolean;
  readonly seed: number;
  /** Names of instruments; all where it is left out. */
  readonly only?: readonly string[];
  /** Beginnings of names of runtimes; one Node, Bun and Deno where it is left out. */
  readonly runtime?: readonly string[];
  /** A file for the results, as JSON. */
  readonly out?: string;
}

/** What became of one instrument. */
interface Result {
  readonly name: string;
  readonly promise: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  readonly budget: number;
  readonly figures: Reading["figures"];
  /** Why it was not read. */
  readonly lacks?: string;
}

/** Reads the instruments one after the other. */
export async function runInstruments({ long, seed, only, runtime, out }: InstrumentOptions): Promise<TestCounts> {
  mkdirSync(scratch, { recursive: true });
  const present = presentRuntimes();
  const runtimes =
    runtime === undefined
      ? readIn(present)
      : present.filter(({ name }) => runtime.some((each) => name.startsWith(each)));
  const chosen = instruments.filter(
    ({ name, budget }) => (only?.includes(name) ?? true) && (long || budget.short !== undefined),
  );
  const results: Result[] = [];
  const counts: TestCounts[] = [];
  console.log(`      seed ${seed}`);
  for (const instrument of chosen) {
    const started = performance.now();
    const lacks = instrument.lacks();
    const reading: Reading =
      lacks === undefined
        ? await instrument.read({ long, seed, runtimes }).catch((error: Error) => broken(instrument, error))
        : { counts: { passed: 0, skipped: 1, failures: [] }, figures: {} };
    const result: Result = {
      name: instrument.name,
      promise: instrument.promise,
      passed: reading.counts.passed,
      failed: reading.counts.failures.length,
      skipped: reading.counts.skipped,
      seconds: Math.round((performance.now() - started) / 100) / 10,
      budget: (long ? instrument.budget.long : instrument.budget.short) ?? instrument.budget.long,
      figures: reading.figures,
      ...(lacks === undefined ? {} : { lacks }),
    };
    results.push(result);
    counts.push(reading.counts);
    print(result);
  }
  if (out !== undefined) write(out, { long, seed, runtimes: runtimes.map(({ name }) => name), results });
  return addCounts(counts);
}

function broken({ name }: Instrument, error: Error): Reading {
  return { counts: { passed: 0, skipped: 0, failures: [`${name}: ${error.message}`] }, figures: {} };
}

function print({ name, passed, failed, skipped, seconds, budget, figures, lacks }: Result): void {
  const state = failed > 0 ? colors.red("FAIL") : lacks === undefined ? colors.green("ok  ") : colors.yellow("none");
  const over = seconds > budget ? colors.yellow(", OVER BUDGET") : "";
  const found = Object.entries(figures).map(([figure, value]) => `${figure} ${value}`);
  const told = lacks ?? [`${passed} passed, ${failed} failed, ${skipped} skipped`, ...found].join(", ");
  console.log(`${state}  ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s of ${budget} s${over}  ${told}`);
}

interface Results {
  readonly long: boolean;
  readonly seed: number;
  readonly runtimes: readonly RuntimeName[];
  readonly results: readonly Result[];
}

function write(file: string, results: Results): void {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      short: { type: "boolean", default: false },
      seed: { type: "string" },
      only: { type: "string", multiple: true },
      runtime: { type: "string", multiple: true },
      out: { type: "string" },
    },
  });
  const unknown = values.only?.find((name) => !instruments.some((instrument) => instrument.name === name));
  if (unknown !== undefined) {
    console.error(`--only ${unknown}: there are ${instruments.map(({ name }) => name).join(", ")}`);
    process.exit(2);
  }
  const { passed, failures, skipped } = await runInstruments({
    long: !values.short,
    seed: Number(values.seed ?? Date.now() % 1_000_000),
    ...(values.only !== undefined && { only: values.only }),
    ...(values.runtime !== undefined && { runtime: values.runtime }),
    ...(values.out !== undefined && { out: values.out }),
  });
  for (const failure of failures) console.error(`\n${failure}`);
  console.log(`\n${skipped} skipped\n${passed} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
}
