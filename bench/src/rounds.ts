import type { Case } from "./cases/case.ts";
import type { KindName } from "./kinds.ts";
import type { Suite } from "./suites/suite.ts";

/** Kinds that are always measured as often as the suite says: what a bound may be about. */
export const principal: readonly KindName[] = ["c", "topher", "generated", "ffi"];

/** Rounds of every other kind, unless a bound is about it: enough for a median and its quartiles. */
export const roundsOfOthers = 5;

/** Rounds of heavy cases, whose processes take seconds. */
export const roundsOfHeavy = { judged: 5, others: 2 } as const;

/** Rounds of a first look. */
export const roundsOfQuick = 2;

/** How many processes a case of a contender gets in a full run; `judged` is what a bound may be about. */
export function usualRounds(
  { rounds }: Pick<Suite, "rounds">,
  { heavy }: Pick<Case, "heavy">,
  judged: boolean,
): number {
  const most =
    heavy === true ? (judged ? roundsOfHeavy.judged : roundsOfHeavy.others) : judged ? rounds : roundsOfOthers;
  return Math.min(most, rounds);
}
