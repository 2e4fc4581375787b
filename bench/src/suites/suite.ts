import type { SuiteName } from "../cases/index.ts";
import type { Case } from "../cases/case.ts";
import type { Entries } from "../contenders.ts";

/** What one name on the command line measures. */
export interface Suite {
  readonly name: SuiteName;
  readonly title: string;
  /** A sentence for the report. */
  readonly about: string;
  readonly cases: readonly Case[];
  /** How the suite runs each kind, or why it does not. */
  readonly entries: Entries;
  /** The libraries that are measured: part of the result file. */
  readonly libraries: readonly string[];
  /** Rounds of a full run. Processes that take long are measured less often. */
  readonly rounds: number;
  /** Builds what the repository's own build does not. */
  build(): Promise<void>;
}
