// What a run measures in which order, from its description alone: so a run that was stopped goes on in the same order.
import type { Cut, DescribedSuite } from "./results.ts";

/** A case of a contender, and how many processes it gets. */
export interface Planned {
  readonly suite: string;
  readonly case: string;
  readonly contender: string;
  readonly rounds: number;
}

/** A process to be started. */
export interface Step {
  readonly suite: string;
  readonly case: string;
  readonly contender: string;
  readonly round: number;
}

/** Everything that a run is to measure, case by case; the suites take turns, so that a stopped run has something of each. */
export function planOf(suites: readonly DescribedSuite[]): Planned[] {
  const most = Math.max(0, ...suites.map(({ cases }) => cases.length));
  return Array.from({ length: most }, (_, at) => at).flatMap((at) =>
    suites.flatMap(({ name: suite, cases, contenders }) =>
      contenders.flatMap(({ name: contender, rounds }): Planned[] => {
        const measured = cases[at]?.name;
        const wanted = measured === undefined ? undefined : rounds[measured];
        return wanted === undefined ? [] : [{ suite, case: measured!, contender, rounds: wanted }];
      }),
    ),
  );
}

/** The processes of a round. All contenders of a case follow each other, and each round begins with another one. */
export function stepsOf(plan: readonly Planned[], round: number): Step[] {
  const cases = [...Map.groupBy(plan, (each) => each.case).values()];
  return cases.flatMap((contenders, at) => {
    const left = contenders.filter(({ rounds }) => rounds > round);
    return rotated(left, round + at).map(({ suite, case: of, contender }) => ({ suite, case: of, contender, round }));
  });
}

/** The rounds of the longest case. */
export function roundsOf(plan: readonly Planned[]): number {
  return Math.max(0, ...plan.map(({ rounds }) => rounds));
}

/** A plan with its remaining rounds cut; what has been measured stays, and so does the first round. */
export function cutPlan(
  plan: readonly Planned[],
  { round, share, of }: Pick<Cut, "round" | "share" | "of">,
): Planned[] {
  const most = mostRounds(plan);
  return plan.map((each) => {
    if (of === "others" && each.rounds === most.get(each.case)) return each;
    const least = Math.min(each.rounds, Math.max(round, 1));
    return { ...each, rounds: Math.max(least, Math.round(each.rounds * share)) };
  });
}

/** The rounds of a case's contenders that have most of them: those that a bound may be about. */
function mostRounds(plan: readonly Planned[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const { case: of, rounds } of plan) most.set(of, Math.max(rounds, most.get(of) ?? 0));
  return most;
}

/**
 * The largest share, in hundredths, with which the rounds that are left fit into so many seconds: that of what no bound is about, and
 * only where nothing of it is enough, that of everything.
 */
export function fittingCut(
  plan: readonly Planned[],
  round: number,
  left: number,
  secondsOf: (planned: Planned) => number,
): Pick<Cut, "share" | "of"> {
  for (const whose of [{ of: "others" }, {}] as const) {
    for (let hundredths = 100; hundredths > 0; hundredths--) {
      const cut = { share: hundredths / 100, ...whose };
      if (secondsLeft(cutPlan(plan, { round, ...cut }), round, secondsOf) <= left) return cut;
    }
  }
  return { share: 0 };
}

/** What the rounds from this one on take. */
export function secondsLeft(plan: readonly Planned[], round: number, secondsOf: (planned: Planned) => number): number {
  return plan.reduce((sum, each) => sum + Math.max(0, each.rounds - round) * secondsOf(each), 0);
}

/** The same list from another place on. */
export function rotated<Item>(items: readonly Item[], by: number): Item[] {
  if (items.length === 0) return [];
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

/** What belongs together: a case of a contender. Names of cases belong to one suite each. */
export function keyOf(each: { readonly case: string; readonly contender: string }): string {
  return `${each.contender} ${each.case}`;
}

/** What belongs to one process of a run. */
export function stepKey(step: { readonly case: string; readonly contender: string; readonly round: number }): string {
  return `${keyOf(step)} ${step.round}`;
}
