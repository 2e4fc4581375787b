import type { Unit } from "../cases/case.ts";
import { machineDifferences } from "../machine-differences.ts";
import { keyOf } from "../plan.ts";
import type { RunFile } from "../run-file.ts";
import type { Measured } from "../runner.ts";
import { summarize } from "../summary.ts";
import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { leastProbability, rankTest } from "./rank-test.ts";

/** A case of a contender that both runs have measured. */
export interface Pair {
  readonly case: string;
  readonly contender: string;
  /** What the nanoseconds are for, as the first run says. */
  readonly unit: Unit;
  /** Nanoseconds of the best of all processes. */
  readonly before: number;
  readonly after: number;
  /** The time after by the time before: of the best, and of the medians. */
  readonly best: number;
  readonly median: number;
  /** How probable such a difference is by chance, corrected for how many pairs there are. */
  readonly probability: number;
  readonly verdict: Verdict;
}

/** `unknown` where there are so few processes that no difference could show. */
export type Verdict = "faster" | "slower" | "unchanged" | "unknown";

/** What differs between two runs. */
export interface Comparison {
  readonly pairs: readonly Pair[];
  /** What differs between the machines and what was measured there: where there is any, times do not compare. */
  readonly machines: readonly string[];
  /** How many cases of contenders only one of the runs has. */
  readonly onlyBefore: number;
  readonly onlyAfter: number;
}

/** Differences below this corrected probability are beyond noise. */
export const significance = 0.05;

/** Compares all that two runs have in common, by the medians of their processes. */
export function compare(before: RunFile, after: RunFile): Comparison {
  const [one, other] = [Map.groupBy(before.samples, keyOf), Map.groupBy(after.samples, keyOf)];
  const keys = [...one.keys()].filter((key) => other.has(key));
  const groups = keys.map((key) => [one.get(key)!, other.get(key)!] as const);
  // A pair that can show nothing would only make the others harder to see.
  const able = groups.filter(([a, b]) => leastProbability(a.length, b.length) < significance);
  const corrected = benjaminiHochberg(able.map(([a, b]) => rankTest(mediansOf(a), mediansOf(b))));
  const known = new Map(able.map((group, at) => [group, corrected[at]!]));
  const units = new Map(before.run.suites.flatMap(({ cases }) => cases.map(({ name, unit }) => [name, unit] as const)));
  return {
    pairs: groups.map((group) => pair(group, known.get(group), units.get(group[0][0]!.case) ?? "call")),
    machines: machineDifferences(before.run.machine, after.run.machine),
    onlyBefore: one.size - keys.length,
    onlyAfter: other.size - keys.length,
  };
}

function pair([before, after]: readonly [Measured[], Measured[]], probability: number | undefined, unit: Unit): Pair {
  const [was, is] = [summarize(before), summarize(after)];
  const median = is.median / was.median;
  return {
    case: before[0]!.case,
    contender: before[0]!.contender,
    unit,
    before: was.best,
    after: is.best,
    best: is.best / was.best,
    median,
    probability: probability ?? 1,
    verdict: verdictOf(median, probability),
  };
}

function verdictOf(median: number, probability: number | undefined): Verdict {
  if (probability === undefined) return "unknown";
  if (probability >= significance) return "unchanged";
  return median < 1 ? "faster" : "slower";
}

function mediansOf(samples: readonly Measured[]): number[] {
  return samples.map(({ median }) => median);
}
