// Programs that try to break a process that has a Go library in it, each run as a process of its own in every runtime:
//
//   npm run hammer      faults and load: signals, workers, exits, memory that goes away
//   npm run soak        millions of calls, while memory is measured
//   npm run fuzz        values and packages that nobody would think of
//
//   npm run hammer -- --short                                   each program once, for a few seconds
//   npm run hammer -- --runtime bun --only workers --seed 7     one of them
//   npm run hammer -- --minutes 60                              again and again, each time with another seed
//
// The long forms write what they found to conformance/results.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { inParallel } from "../../scripts/parallel.ts";
import { oneOfEach, presentRuntimes, type Runtime } from "../../scripts/runtimes.ts";
import { addCounts, type TestCounts } from "../../scripts/test-counts.ts";
import type { Row } from "../results/row.ts";
import { machineNow, writeResults } from "../results/write.ts";
import { disagreements } from "./disagreements.ts";
import { complaint, curveOf, ended, endedWell, isFailure, nameOf, runJob, type Job, type Result } from "./job.ts";
import { commands, programs, type Command } from "./programs.ts";
import { rowsOf } from "./rows.ts";
import { tools, type ToolResult } from "./tools.ts";

const minute = 60_000;

/** How the programs of a command are run. */
export interface CommandOptions {
  readonly runtimes: readonly Runtime[];
  readonly only?: readonly string[];
  readonly seed: number;
  /** The long form; what it found is written to conformance/results. */
  readonly long?: boolean;
  /** Minutes after which no new round begins; without it there is one round. */
  readonly minutes?: number;
}

/** Runs the programs of a command and prints a table of what was measured. */
export async function runCommand(command: Command, options: CommandOptions): Promise<TestCounts> {
  const { runtimes, only, seed, long = false, minutes = 0 } = options;
  const chosen = programs.filter(
    (program) =>
      program.command === command && (only?.includes(program.name) ?? true) && (long || program.longOnly !== true),
  );
  console.log(`      seed ${seed}`);
  const machine = long ? machineNow() : undefined;
  const started = performance.now();
  const results: Result[] = [];
  for (let round = 0; round === 0 || performance.now() - started < minutes * minute; round++) {
    const job = { seed: seed + round, long };
    const jobs = chosen.flatMap((program) => runtimes.map((runtime): Job => ({ ...job, program, runtime })));
    const controls = long
      ? chosen.flatMap((program) =>
          (program.controls ?? []).flatMap((control) =>
            runtimes.map((runtime): Job => ({ ...job, program, runtime, control })),
          ),
        )
      : [];
    results.push(...(await inParallel([...jobs, ...controls], runAndTell, availableParallelism())));
    if (minutes > 0) console.log(`      round ${round + 1}: ${results.filter(isFailure).length} failures so far`);
  }
  const keep = async (rows: readonly Row[], curves: readonly string[] = []): Promise<void> => {
    if (machine !== undefined && rows.length > 0) await writeResults(command, { machine, rows, curves });
  };
  const drawn = results.filter((result) => result.job.program.curve === true && result.job.control === undefined);
  await keep(
    rowsOf(results),
    drawn.filter(endedWell).map(({ job }) => curveOf(job)),
  );
  const ofTools: ToolResult[] = [];
  for (const tool of tools.filter((each) => each.command === command && (only?.includes(each.name) ?? true))) {
    ofTools.push(await tool.run({ runtimes, seed, long, keep }));
  }
  const rows = [...rowsOf(results), ...ofTools.flatMap((result) => result.rows)];
  printTable(
    rows.map(({ runtime, program, runs, failures, seconds, figures }) => [
      runtime,
      program,
      String(runs),
      String(failures),
      (seconds / runs).toFixed(1),
      Object.entries(figures)
        .map(([figure, value]) => `${figure} ${value}`)
        .join(", "),
    ]),
  );
  const counted = results.filter(({ job }) => job.control?.says !== undefined || job.control === undefined);
  const counts = addCounts([
    ...counted.map((result) => ({
      passed: isFailure(result) ? 0 : 1,
      skipped: 0,
      failures: isFailure(result) ? [complaint(result)] : [],
    })),
    ...ofTools.map((result) => result.counts),
    { passed: 0, skipped: 0, failures: disagreements(results) },
  ]);
  return counts;
}

async function runAndTell(job: Job): Promise<Result> {
  const result = await runJob(job);
  if (isFailure(result)) console.log(`      ${job.runtime.title}, ${nameOf(job)}: ${ended(result)}`);
  return result;
}

function printTable(rows: readonly (readonly string[])[]): void {
  const all = [["runtime", "program", "runs", "failures", "seconds", "figures of the last run"], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  for (const row of all) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column]!));
    console.log(`      ${cells.join("  ").trimEnd()}`);
  }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      short: { type: "boolean" },
      minutes: { type: "string" },
      seed: { type: "string" },
      runtime: { type: "string", multiple: true },
      only: { type: "string", multiple: true },
    },
  });
  const command = mustBe("command", positionals[0], commands);
  const names = [...programs, ...tools].filter((each) => each.command === command).map(({ name }) => name);
  for (const name of values.only ?? []) mustBe("--only", name, names);
  const present = presentRuntimes();
  for (const name of values.runtime ?? []) mustBe("--runtime", name, ["node", ...present.map((each) => each.name)]);
  const { passed, failures } = await runCommand(command, {
    runtimes:
      values.runtime === undefined
        ? oneOfEach(present)
        : present.filter(({ name }) => values.runtime!.some((each) => name.startsWith(each))),
    seed: Number(values.seed ?? Date.now() % 1_000_000),
    long: values.short !== true,
    ...(values.only !== undefined && { only: values.only }),
    ...(values.minutes !== undefined && { minutes: Number(values.minutes) }),
  });
  for (const failure of failures) console.error(`\n${failure}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
}

function mustBe<Name extends string>(what: string, given: string | undefined, known: readonly Name[]): Name {
  const found = known.find((name) => name === given);
  if (found === undefined)
    throw new RangeError(`${what} ${given}: there is no such thing; there are ${known.join(", ")}`);
  return found;
}
