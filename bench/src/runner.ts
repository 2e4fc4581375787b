import { execFile, type ExecFileException } from "node:child_process";
import os from "node:os";
import { promisify, stripVTControlCharacters } from "node:util";
import { root } from "../../scripts/root.ts";
import type { Case } from "./cases/case.ts";
import { caseOf } from "./cases/index.ts";
import type { Contender } from "./contenders.ts";
import { rotated } from "./plan.ts";
import type { Sample } from "./sample.ts";

const execute = promisify(execFile);

/** One process's figures, with where it stood among the others. */
export interface Measured extends Sample {
  readonly round: number;
  readonly contender: string;
  readonly case: string;
  /** The load average of the last minute when it ended. */
  readonly load: number;
  /** What the whole process took. */
  readonly seconds: number;
}

/** Milliseconds after which a process has failed. */
const patience = 60_000;

/** Starts a process that checks and measures one case for one contender. */
export async function takeSample(
  contender: Contender,
  name: string,
  budget: number,
  signal?: AbortSignal,
): Promise<Sample> {
  const [command, ...args] = contender.command(name, budget * (caseOf(name).patience ?? 1));
  try {
    const { stdout } = await execute(command, args, { cwd: root, timeout: patience, killSignal: "SIGKILL", signal });
    return JSON.parse(stdout) as Sample;
  } catch (error) {
    throw new Error(`${contender.title}, ${name}: ${reasonOf(error as ExecFileException)}`, { cause: error });
  }
}

/** The same, with what a run notes of it. */
export async function measureOnce(
  contender: Contender,
  name: string,
  round: number,
  budget: number,
  signal?: AbortSignal,
): Promise<Measured> {
  const began = performance.now();
  const sample = await takeSample(contender, name, budget, signal);
  const seconds = secondsSince(began);
  return { round, contender: contender.name, case: name, load: os.loadavg()[0]!, seconds, ...sample };
}

/** Seconds since a moment by `performance.now()`, to the millisecond. */
export function secondsSince(began: number): number {
  return Math.round(performance.now() - began) / 1000;
}

export interface Rounds {
  readonly contenders: readonly Contender[];
  readonly cases: readonly Case[];
  /** How often everything is measured, at most. */
  readonly rounds: number;
  /** Milliseconds that each process measures, beside start and warm-up. */
  readonly budget: number;
  /** Hears of each sample. */
  readonly report?: (measured: Measured) => void;
  /** No round begins after this time, by `performance.now()`. */
  readonly deadline?: number;
}

/** Measures every case for every contender, round after round, one process at a time, and fails with the first that fails. */
export async function measureRounds(plan: Rounds): Promise<Measured[]> {
  const all: Measured[] = [];
  for (let round = 0; round < plan.rounds; round++) {
    if (round > 0 && performance.now() >= (plan.deadline ?? Infinity)) break;
    for (const [at, { name }] of plan.cases.entries()) {
      for (const contender of rotated(plan.contenders, round + at)) {
        if (contender.missing !== undefined || contender.without(name) !== undefined) continue;
        const measured = await measureOnce(contender, name, round, plan.budget);
        all.push(measured);
        plan.report?.(measured);
      }
    }
  }
  return all;
}

function reasonOf({ stderr, message, killed, signal }: ExecFileException): string {
  if (killed === true) return `no end within ${patience / 1000} s`;
  const written = plain(String(stderr || message));
  return typeof signal === "string" ? `ended by ${signal}: ${written}` : written;
}

/** What a process has written, without colours and without where this repository is. */
function plain(text: string): string {
  return stripVTControlCharacters(text).replaceAll(`file://${root}/`, "").replaceAll(`${root}/`, "").trim();
}
