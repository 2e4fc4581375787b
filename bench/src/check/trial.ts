// A trial of bounds: all bounds of a case on the same processes, in up to three runs, of which two have to agree.
import { measuredFor, valueOf, within, type Bound, type Found } from "../bounds/bound.ts";
import { tried } from "../bounds/tried.ts";
import { stepsOf, type Planned, type Step } from "../plan.ts";
import type { TriedBound } from "../results.ts";

/** What is tried together. */
export interface Group {
  readonly suite: string;
  /** A case, and those that it is compared with. */
  readonly cases: readonly string[];
  readonly bounds: readonly Bound[];
  /** Rounds of a run. */
  readonly rounds: number;
}

/** How the samples of a run come: nothing where a process has failed. */
export type Take = (step: Step) => Promise<Found | undefined>;

/** Rounds of a run that a ratio rests on: so many pairs of processes, at least. */
export const pairs = 15;

/** Runs that a verdict needs at most. */
export const mostRuns = 3;

/** Tries the bounds of a group. `first` is what the first run has measured already, where it has. */
export async function tryGroup(group: Group, take: Take, first: readonly Found[] = []): Promise<TriedBound[]> {
  const { bounds } = group;
  const values = bounds.map((): number[] => []);
  const all: Found[] = [...first];
  const isSettled = (bound: Bound, at: number) => settled(values[at]!.map((value) => within(bound, value)));
  for (let run = 0; run < mostRuns && !bounds.every(isSettled); run++) {
    const open = bounds.filter((bound, at) => !isSettled(bound, at));
    const samples = run === 0 && first.length > 0 ? first : await measure(stepsOfRun(group, open, run), take);
    if (samples !== first) all.push(...samples);
    for (const [at, bound] of bounds.entries()) if (open.includes(bound)) values[at]!.push(valueOf(bound, samples));
  }
  return bounds.map((bound, at) => tried(bound, values[at]!, all));
}

/** The processes of a run, for these bounds. */
export function stepsOfRun(
  { suite, rounds }: Pick<Group, "suite" | "rounds">,
  bounds: readonly Bound[],
  run: number,
): Step[] {
  const wanted = new Map(
    bounds.flatMap((bound) =>
      measuredFor(bound).map(
        ([name, contender]) => [`${name} ${contender.name}`, { name, contender: contender.name }] as const,
      ),
    ),
  );
  const plan = [...wanted.values()].map(({ name, contender }): Planned => {
    return { suite, case: name, contender, rounds: rounds * mostRuns };
  });
  return Array.from({ length: rounds }, (_, round) => stepsOf(plan, run * rounds + round)).flat();
}

/** Bounds by the case that they are tried with; a case that another one is compared with belongs to that one. */
export function groupsOf(suite: string, bounds: readonly Bound[], roundsOf: (name: string) => number): Group[] {
  const head = (name: string): string => {
    for (const bound of bounds)
      if (bound.case === name && "against" in bound && bound.againstCase !== undefined) return bound.againstCase;
    return name;
  };
  return [...Map.groupBy(bounds, (bound) => head(bound.case))].map(([first, own]) => {
    const cases = [...new Set(own.flatMap((bound) => measuredFor(bound).map(([name]) => name)))];
    const rounds = roundsOf(first);
    return { suite, cases, bounds: own, rounds: own.some(isRatio) ? Math.max(rounds, pairs) : rounds };
  });
}

function isRatio(bound: Bound): boolean {
  return "against" in bound;
}

/** Two runs that agree. */
function settled(held: readonly boolean[]): boolean {
  return held.filter(Boolean).length >= 2 || held.filter((each) => !each).length >= 2;
}

async function measure(steps: readonly Step[], take: Take): Promise<Found[]> {
  const samples: Found[] = [];
  for (const step of steps) {
    const sample = await take(step);
    if (sample !== undefined) samples.push(sample);
  }
  return samples;
}
