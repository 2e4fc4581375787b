// A run as a file: one line of JSON for each thing that was found, written as it is found, so that a run that was stopped goes on.
//
//   bench/results/<name>.jsonl
import type { Machine } from "./machine.ts";
import type { Unit } from "./cases/case.ts";
import type { Measured } from "./runner.ts";

/** A line of the file. The first is the run, each process is a sample, and the last says how it ended. */
export type Line =
  | ({ readonly line: "run" } & Run)
  | ({ readonly line: "sample" } & Measured)
  | ({ readonly line: "failed" } & Failed)
  | ({ readonly line: "cut" } & Cut)
  | ({ readonly line: "counts" } & Counts)
  | ({ readonly line: "verdict" } & TriedBound)
  | ({ readonly line: "end" } & End);

/** What a run measures, where, and with what: enough to draw its report years later. */
export interface Run {
  readonly format: 2;
  readonly started: string;
  readonly arguments: readonly string[];
  readonly machine: Machine;
  readonly load: readonly number[];
  /** Milliseconds that a process measures, beside start and warm-up; a case's patience multiplies them. */
  readonly budget: number;
  /** Minutes that the processes may take together. */
  readonly minutes: number;
  readonly suites: readonly DescribedSuite[];
}

export interface DescribedSuite {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** Rounds that were wanted. */
  readonly rounds: number;
  readonly cases: readonly DescribedCase[];
  readonly contenders: readonly DescribedContender[];
}

export interface DescribedCase {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly unit: Unit;
}

export interface DescribedContender {
  /** `topher/node24`, `c`: the kind, and the runtime where it has one. */
  readonly name: string;
  readonly kind: string;
  readonly runtime?: string;
  readonly title: string;
  readonly about: string;
  /** Why it is not there at all. */
  readonly missing?: string;
  /** The cases that are not measured, each with the reason: that it does not have them, or that this run leaves them out. */
  readonly without: Readonly<Record<string, string>>;
  /** The rounds that were wanted of each case that is measured. */
  readonly rounds: Readonly<Record<string, number>>;
}

/** A process that ended without a sample: a wrong result, a crash, or no end. Its contender's case is not tried again. */
export interface Failed {
  readonly suite: string;
  readonly case: string;
  readonly contender: string;
  readonly round: number;
  readonly message: string;
  readonly seconds: number;
}

/** What was left out because time ran short. */
export interface Cut {
  /** Rounds that were complete by then. */
  readonly round: number;
  /** Of the rounds that a case was to have, this share is left; 0 ends the run where it is. */
  readonly share: number;
  /** The share is of those contenders only that have fewer rounds than others of the same case. */
  readonly of?: "others";
  readonly why: string;
}

/** Figures that are counted and not timed, of one case of one contender. */
export interface Counts {
  readonly suite: string;
  readonly case: string;
  readonly contender: string;
  /**
   * For each operation `crossings`, `callbacks`, `copies`, `goAllocations`, `goBytes`, `arenaBytes` and `instructions`; of all of them together
   * what is left, as `trampolines`, `handles` and `held`; of a program `instantiations`.
   */
  readonly counts: Readonly<Record<string, number>>;
}

/** A bound that was tried, with one value per run. */
export interface TriedBound {
  readonly suite: string;
  readonly case: string;
  readonly contender: string;
  /** The contender that a ratio divides by. */
  readonly against?: string;
  /** The case of that contender, where it is another one. */
  readonly againstCase?: string;
  /** What has to hold, in a sentence. */
  readonly what?: string;
  /** What the value is in, where it is no ratio. */
  readonly unit?: string;
  readonly least?: number;
  readonly most?: number;
  readonly values: readonly number[];
  readonly holds: boolean;
  /** Why it cannot hold, where that is known: such a bound is reported and fails nothing. */
  readonly missed?: string;
}

export interface End {
  readonly ended: string;
  readonly seconds: number;
  readonly load: readonly number[];
}
