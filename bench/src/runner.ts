import { execFile } from "node:child_process";
import os from "node:os";
import { promisify } from "node:util";
import { root } from "../../scripts/root.ts";
import type { Case } from "./cases/case.ts";
import { caseOf } from "./cases/index.ts";
import type { Contender } from "./contenders.ts";
import type { Sample } from "./sample.ts";

const execute = promisify(execFile);

/** One process's figures, with where it stood among the others. */
export interface Measured extends Sample {
  readonly round: number;
  readonly contender: string;
  readonly case: string;
  /** The load average of the last minute when it ended. */
  readonly load: number;
}

/** Starts a process that checks and measures one case for one contender. */
export async function takeSample(contender: Contender, name: string, budget: number): Promise<Sample> {
  const [command, ...args] = contender.command(name, budget * (caseOf(name).patience ?? 1));
  try {
    const { stdout } = await execute(command, args, { cwd: root, timeout: 120_000 });
    return JSON.parse(stdout) as Sample;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(`${contender.title}, ${name}: ${stderr?.trim() || message}`, { cause: error });
  }
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

/**
 * Measures every case for every contender, round after round, one process at a time.
 *
 * All contenders of a case run one after the other, so that a slow minute of the machine hits all of them; each round begins with
 * another one, so that no contender always follows the same neighbour's heat.
 */
export async function measureRounds(plan: Rounds): Promise<Measured[]> {
  const all: Measured[] = [];
  for (let round = 0; round < plan.rounds; round++) {
    if (round > 0 && performance.now() >= (plan.deadline ?? Infinity)) break;
    for (const [at, { name }] of plan.cases.entries()) {
      for (const contender of rotated(plan.contenders, round + at)) {
        if (contender.has?.(name) === false) continue;
        const sample = await takeSample(contender, name, plan.budget);
        const measured = { round, contender: contender.name, case: name, load: os.loadavg()[0]!, ...sample };
        all.push(measured);
        plan.report?.(measured);
      }
    }
  }
  return all;
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}
