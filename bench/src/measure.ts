// The measuring command: builds, begins a run or goes on with one, measures, and reports.
import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import colors from "picocolors";
import { build } from "../../scripts/build.ts";
import { root } from "../../scripts/root.ts";
import { alone } from "./alone.ts";
import { parseCommand, usualBudget, usualMinutes, type Options } from "./command.ts";
import { measureRun } from "./measure-run.ts";
import { quickRule } from "./quick.ts";
import type { Run } from "./results.ts";
import { appendLine, fileOf, findRun, keepAs, newestUnfinished, readRun, resultsFolder } from "./run-file.ts";
import { reportRun } from "./run-report.ts";
import { describe, select, type Selected } from "./selection.ts";
import { stage } from "./stage.ts";
import { goOnWith, machineFor } from "./stopped-run.ts";
import type { Suite } from "./suites/suite.ts";

/** Someone has stopped the run. */
export class Interrupted extends Error {}

/** Measures what the arguments ask for; gives the exit code. */
export async function measure(options: Options, args: readonly string[]): Promise<number> {
  const stopped = options.resume === undefined ? undefined : fileToResume(options.resume);
  // A run goes on with the arguments that it began with.
  const asked =
    stopped === undefined ? options : { ...parseCommand(readRun(stopped).run.arguments), build: options.build };
  const started = Number(process.env.TOPHER_STARTED ?? Date.now());
  await alone();
  sayIfBusy();
  const load = os.loadavg();
  const selected = await prepare(asked);
  const file = stopped === undefined ? begin(selected, asked, { args, started, load }) : goOn(stopped, selected);

  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stop.abort());
  await measureRun({
    file,
    opened: readRun(file),
    contenderOf: (suite, name) =>
      selected.find((each) => each.suite.name === suite)!.contenders.find((each) => each.name === name)!,
    signal: stop.signal,
  }).catch((error: Error) => {
    if (!stop.signal.aborted) throw error;
    throw new Interrupted(`\nstopped; this goes on with it: npm run bench -- --resume ${path.basename(file)}`);
  });
  const { run, samples, failed } = readRun(file);
  const seconds = [...samples, ...failed].reduce((sum, each) => sum + each.seconds, 0);
  appendLine(file, { line: "end", ended: new Date().toISOString(), seconds: Math.round(seconds), load: os.loadavg() });

  console.log(`\n${reportRun(readRun(file), selected)}`);
  const kept = keepAs(file, options.save ?? asked.save);
  const end = `${Math.round(seconds)} s of measuring since ${run.started}, load average ${os.loadavg()[0]!.toFixed(1)}`;
  console.log(`\n${end}; every sample: ${path.relative(root, kept)}`);
  return failed.length > 0 ? 1 : 0;
}

/** Builds, and looks again at what is there: numpy may have come. */
async function prepare(options: Options): Promise<Selected[]> {
  const wanted = select(options);
  if (options.build) {
    // Inside a turbo task the repository is built already.
    if (process.env.TURBO_HASH === undefined) await stage("build the repository", 6, build);
    await stage(
      `build what ${wanted.length === 1 ? wanted[0]!.suite.name : "the suites"} measure${wanted.length === 1 ? "s" : ""}`,
      4,
      async () => {
        for (const { suite } of wanted) await suite.build();
      },
    );
  }
  return select(options);
}

/** How the command was started: the load is that before it has built anything. */
interface Start {
  readonly args: readonly string[];
  readonly started: number;
  readonly load: readonly number[];
}

function begin(selected: readonly Selected[], options: Options, { args, started, load }: Start): string {
  const { quick } = options;
  // The last process and the report take a moment too.
  const usual = quick ? usualMinutes.quick - 0.2 - (Date.now() - started) / 60_000 : usualMinutes.full;
  const run: Run = {
    format: 2,
    started: new Date().toISOString(),
    arguments: args,
    machine: machineFor(suitesOf(selected)),
    load,
    budget: options.budget ?? (quick ? usualBudget.quick : usualBudget.full),
    minutes: options.minutes ?? Math.max(usual, 0.5),
    suites: describe(selected, options),
  };
  if (quick) console.log(quickRule);
  const file = fileOf(run.started);
  mkdirSync(resultsFolder, { recursive: true });
  appendLine(file, { line: "run", ...run });
  return file;
}

/** Before anything is built, which is work too. */
function sayIfBusy(): void {
  const [load] = os.loadavg() as [number];
  if (load <= os.availableParallelism() / 2) return;
  console.log(
    colors.yellow(`busy  the load average of the last minute is ${load.toFixed(1)}: figures will be too high`),
  );
}

function fileToResume(given: string | true): string {
  const file = given === true ? newestUnfinished() : findRun(given);
  if (readRun(file).end !== undefined)
    throw new Error(`${path.relative(root, file)} is finished: there is nothing to resume`);
  return file;
}

/** The file of a run that was stopped. */
function goOn(file: string, selected: readonly Selected[]): string {
  goOnWith(file, suitesOf(selected));
  const { samples, failed } = readRun(file);
  console.log(`goes on with ${path.relative(root, file)}, which has ${samples.length + failed.length} processes`);
  return file;
}

function suitesOf(selected: readonly Selected[]): Suite[] {
  return selected.map(({ suite }) => suite);
}
