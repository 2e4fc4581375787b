// npm run instruments: topher under the tools that look for what tests do not see. Prints a table; ends with the line `N passed, N failed`.
//
//   npm run instruments -- --short --only guard --seed 7
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import colors from "picocolors";
import { xSync } from "tinyexec";
import { goTests } from "../conformance/instruments/go-tests.ts";
import { scratch, type Instrument, type Reading } from "../conformance/instruments/instrument.ts";
import { libraries } from "../conformance/instruments/library.ts";
import { parts } from "../conformance/instruments/parts.ts";
import { inRuntimes } from "../conformance/instruments/runtimes.ts";
import { machineNow, writeResults } from "../conformance/results/write.ts";
import type { Row } from "../conformance/results/row.ts";
import { build } from "./build.ts";
import { oneOfEach, presentRuntimes } from "./runtimes.ts";
import { addCounts, type TestCounts } from "./test-counts.ts";

/** The instruments. Those that build come first, as others read what was built. */
export const instruments: readonly Instrument[] = [...parts, ...inRuntimes, ...goTests, ...libraries];

/** How the instruments are read. */
export interface InstrumentOptions {
  /** All of them and for long; else those that take seconds. */
  readonly long: boolean;
  readonly seed: number;
  /** Names of instruments; all where it is left out. */
  readonly only?: readonly string[];
  /** Beginnings of names of runtimes; one Node, Bun and Deno where it is left out. */
  readonly runtime?: readonly string[];
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

/** What all of them said. */
export interface Readings extends TestCounts {
  /** As conformance/results keeps them. */
  readonly rows: readonly Row[];
}

/** Reads the instruments one after the other; `npm run build` must have run. */
export async function runInstruments({ long, seed, only, runtime }: InstrumentOptions): Promise<Readings> {
  mkdirSync(scratch, { recursive: true });
  const present = presentRuntimes();
  const runtimes =
    runtime === undefined
      ? oneOfEach(present)
      : present.filter(({ name }) => runtime.some((each) => name.startsWith(each)));
  const chosen = instruments.filter((each) => isChosen(each, only, long));
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
  return { ...addCounts(counts), rows: rowsOf(results, seed) };
}

/** Rows, each with the tools that may have looked. */
function rowsOf(results: readonly Result[], seed: number): Row[] {
  const version = tools
    .map(([command, ...args]) => versionOf(command, args))
    .filter((each) => each !== undefined)
    .join(", ");
  const date = new Date().toISOString();
  return results
    .filter(({ lacks }) => lacks === undefined)
    .map(({ name, passed, failed, seconds, figures }) => ({
      program: name,
      runtime: "C and Go",
      version,
      date,
      seeds: [seed],
      runs: 1,
      failures: failed,
      seconds: Math.round(seconds),
      figures: { checks: passed + failed, ...figures },
    }));
}

const tools = [
  ["go", "env", "GOVERSION"],
  ["gcc", "-dumpfullversion"],
  ["valgrind", "--version"],
] as const;

/** Undefined where there is no such command. */
function versionOf(command: string, args: readonly string[]): string | undefined {
  try {
    const version = xSync(command, [...args]).stdout.trim();
    return /^\d/.test(version) ? `${command} ${version}` : version;
  } catch {
    return undefined;
  }
}

function isChosen({ name, budget }: Instrument, only: readonly string[] | undefined, long: boolean): boolean {
  return (only?.includes(name) ?? true) && (long || budget.short !== undefined);
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

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      short: { type: "boolean", default: false },
      seed: { type: "string" },
      only: { type: "string", multiple: true },
      runtime: { type: "string", multiple: true },
    },
  });
  const unknown = values.only?.find((name) => !instruments.some((instrument) => instrument.name === name));
  if (unknown !== undefined) {
    console.error(`--only ${unknown}: there are ${instruments.map(({ name }) => name).join(", ")}`);
    process.exit(2);
  }
  const needsBuild = instruments.some((each) => each.needsBuild && isChosen(each, values.only, !values.short));
  if (needsBuild) await build();
  const machine = machineNow();
  const { passed, failures, skipped, rows } = await runInstruments({
    long: !values.short,
    seed: Number(values.seed ?? Date.now() % 1_000_000),
    ...(values.only !== undefined && { only: values.only }),
    ...(values.runtime !== undefined && { runtime: values.runtime }),
  });
  if (!values.short) await writeResults("instruments", { machine, rows, curves: [] });
  for (const failure of failures) console.error(`\n${failure}`);
  console.log(`\n${skipped} skipped\n${passed} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
}
