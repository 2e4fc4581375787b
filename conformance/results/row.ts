import type { Figures } from "../stress/figures.ts";

/** What came of a program in a runtime, with as many seeds as there were runs. */
export interface Row {
  readonly program: string;
  /** Its title, or what else ran the program. */
  readonly runtime: string;
  readonly version: string;
  readonly date: string;
  readonly seeds: readonly number[];
  readonly runs: number;
  readonly failures: number;
  readonly seconds: number;
  /** Of the repository when it was run, with a `+` where files had been changed; written when the row is kept. */
  readonly revision?: string;
  readonly figures: Figures;
}
