import colors from "picocolors";
import type { Contender } from "./contenders.ts";
import {
  cutPlan,
  fittingCut,
  keyOf,
  planOf,
  roundsOf,
  secondsLeft,
  stepKey,
  stepsOf,
  type Planned,
  type Step,
} from "./plan.ts";
import { cutLine } from "./cut-line.ts";
import { failureLine } from "./failure-line.ts";
import { progress } from "./progress.ts";
import { appendLine, type RunFile } from "./run-file.ts";
import { measureOnce, secondsSince } from "./runner.ts";
import type { Cut, Failed, Line } from "./results.ts";
import { stageLine } from "./stage.ts";

/** A run that is being measured. */
export interface Running {
  readonly file: string;
  /** What the file held when measuring began: the run's first line, and what was measured before it was stopped. */
  readonly opened: RunFile;
  readonly contenderOf: (suite: string, name: string) => Contender;
  readonly signal: AbortSignal;
}

/** Measures what is left of a run, process by process, and writes each line as it comes. A process that fails stops nothing. */
export async function measureRun({ file, opened, contenderOf, signal }: Running): Promise<void> {
  const { run } = opened;
  const times = new Times([...opened.samples, ...opened.failed]);
  const done = new Set([...opened.samples, ...opened.failed].map(stepKey));
  const failed = new Set(opened.failed.map(keyOf));
  const limit = run.minutes * 60;
  let plan = opened.cuts.reduce(cutPlan, planOf(run.suites));

  for (let round = 0; round < roundsOf(plan); round++) {
    const steps = stepsOf(plan, round).filter((step) => !done.has(stepKey(step)));
    const began = Date.now();
    let count = 0;
    for (const step of steps) {
      if (failed.has(keyOf(step))) continue;
      if (times.all > limit)
        return cut({ round, share: 0, why: `${minutes(limit)} were over within round ${round + 1}` });
      progress(
        `${++count} of ${steps.length}, round ${round + 1} of ${roundsOf(plan)}: ${step.case}, ${step.contender}`,
      );
      const line = await take(step, contenderOf(step.suite, step.contender), run.budget, signal);
      signal.throwIfAborted();
      appendLine(file, line);
      times.add(line);
      if (line.line !== "failed") continue;
      failed.add(keyOf(step));
      progress("");
      console.log(`${colors.red("FAIL")}  ${failureLine(line)}`);
    }
    progress("");
    if (count > 0) {
      const title = `round ${round + 1} of ${roundsOf(plan)}`;
      stageLine(colors.green("ok  "), title, Date.now() - began, run.minutes, `, ${count} processes`);
    }
    fit(round + 1);
  }

  /** Cuts the rounds that are left where they would not fit. */
  function fit(round: number): void {
    const going = plan.filter((each) => !failed.has(keyOf(each)));
    const left = limit - times.all;
    const wanted = secondsLeft(going, round, times.of);
    if (wanted <= left) return;
    cut({
      round,
      ...fittingCut(going, round, left, times.of),
      why: `what was left would have taken ${minutes(times.all + wanted)} in all, of ${minutes(limit)}`,
    });
  }

  function cut(made: Cut): void {
    appendLine(file, { line: "cut", ...made });
    plan = cutPlan(plan, made);
    progress("");
    console.log(`${colors.yellow("cut ")}  ${cutLine(made)}`);
  }
}

type Taken = Extract<Line, { line: "sample" | "failed" }>;

async function take(step: Step, contender: Contender, budget: number, signal: AbortSignal): Promise<Taken> {
  const began = performance.now();
  try {
    return { line: "sample", ...(await measureOnce(contender, step.case, step.round, budget, signal)) };
  } catch (error) {
    return { line: "failed", ...step, message: (error as Error).message, seconds: secondsSince(began) } satisfies {
      readonly line: "failed";
    } & Failed;
  }
}

/** What processes took. */
class Times {
  all = 0;
  readonly #each = new Map<string, { seconds: number; count: number }>();

  constructor(taken: readonly TimedStep[]) {
    for (const each of taken) this.add(each);
  }

  add(taken: TimedStep): void {
    this.all += taken.seconds;
    const key = keyOf(taken);
    const { seconds, count } = this.#each.get(key) ?? { seconds: 0, count: 0 };
    this.#each.set(key, { seconds: seconds + taken.seconds, count: count + 1 });
  }

  /** The mean of a case of a contender; nothing where it has not been measured. */
  readonly of = (planned: Planned): number => {
    const { seconds, count } = this.#each.get(keyOf(planned)) ?? { seconds: 0, count: 1 };
    return seconds / count;
  };
}

interface TimedStep {
  readonly case: string;
  readonly contender: string;
  readonly seconds: number;
}

function minutes(seconds: number): string {
  return `${(seconds / 60).toFixed(1)} min`;
}
