// What every runner's report is reduced to.

export interface TestCounts {
  readonly passed: number;
  readonly skipped: number;
  /** One text per failed test: its name and what was wrong. */
  readonly failures: readonly string[];
}

export const noTests: TestCounts = { passed: 0, skipped: 0, failures: [] };

export function addCounts(all: readonly TestCounts[]): TestCounts {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
    failures: all.flatMap(({ failures }) => failures),
  };
}
