import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import colors from "picocolors";
import { root } from "../../../scripts/root.ts";
import { disagreements } from "../bounds/disagreements.ts";
import { measuredFor, type Found } from "../bounds/bound.ts";
import { boundsOf } from "../bounds/table.ts";
import { caseOf } from "../cases/index.ts";
import { contendersOf, runtimesWith, type Contender } from "../contenders.ts";
import { countAll } from "../counts/count.ts";
import { stepKey, type Step } from "../plan.ts";
import { progress } from "../progress.ts";
import type { Run, TriedBound } from "../results.ts";
import { appendLine, findRun, keepAs, readRun, resultsFolder } from "../run-file.ts";
import { usualRounds } from "../rounds.ts";
import { measureOnce, secondsSince } from "../runner.ts";
import { describe } from "../selection.ts";
import { goOnWith, machineFor } from "../stopped-run.ts";
import type { Suite } from "../suites/suite.ts";
import { suites } from "../suites/index.ts";
import { parseCommand, type Options } from "./command.ts";
import { newestTrial, trialFile } from "./files.ts";
import { expectedSeconds } from "./expected.ts";
import { groupsOf, stepsOfRun, tryGroup, type Group } from "./trial.ts";
import { verdictLine } from "./verdict-line.ts";

const budget = 100;

/** Tries all bounds that are asked for. True where those hold that are not known to be out of reach. */
export async function tryAllBounds(options: Options, args: readonly string[]): Promise<boolean> {
  const stopped =
    options.resume === undefined ? undefined : options.resume === true ? newestTrial() : findRun(options.resume);
  // A trial goes on with the arguments that it began with.
  const asked = stopped === undefined ? options : parseCommand(readRun(stopped).run.arguments);
  const wanted = suites.filter(({ name }) => asked.suite?.includes(name) ?? true);
  const contenders = new Map(wanted.map((suite) => [suite.name as string, contendersOf(suite.entries, asked.node)]));
  const groups = wanted.flatMap((suite) => groupsIn(suite, contenders.get(suite.name)!, asked));
  if (groups.length === 0) throw new Error("no bound is about what is asked for");
  const first = asked.first === undefined ? [] : readRun(findRun(asked.first)).samples;
  const file = stopped ?? begin(wanted, asked, args);
  if (stopped !== undefined) goOnWith(stopped, wanted);
  const opened = readRun(file);
  show(groups, first);

  const known = new Map(opened.samples.map((sample) => [stepKey(sample), sample]));
  const take = async (step: Step): Promise<Found | undefined> => {
    const found = known.get(stepKey(step));
    if (found !== undefined) return found;
    progress(`round ${step.round + 1}: ${step.case}, ${step.contender}`);
    const contender = contenders.get(step.suite)!.find(({ name }) => name === step.contender)!;
    const began = performance.now();
    try {
      const measured = await measureOnce(contender, step.case, step.round, budget);
      appendLine(file, { line: "sample", ...measured });
      return measured;
    } catch (error) {
      const { message } = error as Error;
      appendLine(file, { line: "failed", ...step, message, seconds: secondsSince(began) });
      progress("");
      console.log(`${colors.red("FAIL")}  ${message.split("\n")[0]}`);
      return undefined;
    }
  };

  const verdicts: TriedBound[] = [];
  for (const group of groups) {
    const own = await tryGroup(group, take, enough(group, first));
    progress("");
    for (const verdict of own) {
      console.log(verdictLine(verdict));
      if (!opened.verdicts.some((each) => sameBound(each, verdict))) appendLine(file, { line: "verdict", ...verdict });
    }
    verdicts.push(...own);
  }
  if (opened.counts.length === 0) {
    const { counts } = await countAll(runtimesWith(asked.node), (what) => progress(`counting: ${what}`));
    for (const each of counts) appendLine(file, { line: "counts", ...each });
    progress("");
  }
  const { samples } = readRun(file);
  for (const text of disagreements([...first, ...samples], contenders.get("tutorial") ?? [])) {
    console.log(`${colors.yellow("claims")}  ${text}`);
  }
  const seconds = Math.round(samples.reduce((sum, each) => sum + each.seconds, 0));
  appendLine(file, { line: "end", ended: new Date().toISOString(), seconds, load: os.loadavg() });
  const kept = keepAs(file, options.save ?? asked.save);
  const failed = verdicts.filter(({ holds, missed }) => !holds && missed === undefined);
  const missed = verdicts.filter((verdict) => verdict.missed !== undefined);
  console.log(
    `\n${verdicts.length - failed.length - missed.length} of ${verdicts.length} bounds hold, ${missed.length} are known to be out of reach, \
${failed.length} fail; ${Math.round(seconds / 60)} min of measuring; every sample: ${path.relative(root, kept)}`,
  );
  return failed.length === 0;
}

function groupsIn(suite: Suite, contenders: readonly Contender[], { case: names }: Options): Group[] {
  const groups = groupsOf(suite.name, boundsOf(suite.name, contenders), (name) =>
    usualRounds(suite, caseOf(name), true),
  );
  return groups.filter(({ cases }) => names === undefined || cases.some((name) => names.includes(name)));
}

/** Says what is going to be done, and how long it may take. */
function show(groups: readonly Group[], first: readonly Found[]): void {
  const seconds = groups.reduce((sum, group) => {
    const done = enough(group, first).length > 0 ? 1 : 0;
    return sum + (2 - done) * expectedSeconds(stepsOfRun(group, group.bounds, 0), first);
  }, 0);
  const bounds = groups.reduce((sum, group) => sum + group.bounds.length, 0);
  console.log(
    `${bounds} bounds in ${groups.length} groups of cases: about ${Math.ceil(seconds / 60)} minutes where two runs agree, half as much again where none do`,
  );
}

/** The samples of a full run for a group, where it has as many as a run has; otherwise none. */
function enough({ bounds, rounds }: Group, first: readonly Found[]): Found[] {
  const needed = bounds.flatMap((bound) => measuredFor(bound));
  const of = (name: string, contender: string) =>
    first.filter((each) => each.case === name && each.contender === contender);
  if (!needed.every(([name, contender]) => of(name, contender.name).length >= rounds)) return [];
  return first.filter((each) =>
    needed.some(([name, contender]) => each.case === name && each.contender === contender.name),
  );
}

function begin(wanted: readonly Suite[], options: Options, args: readonly string[]): string {
  const described = wanted.map((suite) => ({
    suite,
    cases: suite.cases,
    contenders: contendersOf(suite.entries, options.node),
  }));
  const run: Run = {
    format: 2,
    started: new Date().toISOString(),
    arguments: args,
    machine: machineFor(wanted),
    load: os.loadavg(),
    budget,
    minutes: 60,
    suites: describe(described, { quick: false }),
  };
  mkdirSync(resultsFolder, { recursive: true });
  const file = trialFile(run.started);
  appendLine(file, { line: "run", ...run });
  return file;
}

function sameBound(a: TriedBound, b: TriedBound): boolean {
  return (
    a.case === b.case &&
    a.contender === b.contender &&
    a.against === b.against &&
    a.againstCase === b.againstCase &&
    a.unit === b.unit
  );
}
