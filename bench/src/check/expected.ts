import { caseOf } from "../cases/index.ts";
import type { Step } from "../plan.ts";

/** Seconds that a process of a suite takes about, where nothing is known of it: its start, its check, and what it measures. */
const usual: Readonly<Record<string, number>> = {
  calls: 0.5,
  values: 0.6,
  tutorial: 1,
  async: 3,
  streams: 3,
  start: 0.4,
  esbuild: 1.5,
};

const heavy = 2;

/** Seconds that these processes take together, by what the same ones took before. */
export function expectedSeconds(
  steps: readonly Step[],
  before: readonly { readonly case: string; readonly contender: string; readonly seconds?: number }[],
): number {
  const known = new Map(before.map(({ case: name, contender, seconds }) => [`${name} ${contender}`, seconds]));
  return steps.reduce((sum, { suite, case: name, contender }) => {
    const guess = caseOf(name).heavy === true ? heavy : usual[suite]!;
    return sum + (known.get(`${name} ${contender}`) ?? guess);
  }, 0);
}
