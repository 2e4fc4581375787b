import type { Case } from "./cases/case.ts";
import type { Contender } from "./contenders.ts";
import { takeSample } from "./runner.ts";
import type { Sample } from "./sample.ts";

/** What one contender may cost at most, as a multiple of another one. */
export interface Bound {
  readonly case: string;
  readonly contender: Contender;
  readonly against: Contender;
  readonly most: number;
}

/** Pairs of processes that one verdict rests on. */
export const pairs = 15;

/** A bound that was tried. */
export interface Verdict {
  readonly bound: Bound;
  /** One ratio per run, of the best of all pairs. */
  readonly ratios: readonly number[];
  readonly holds: boolean;
  readonly runs: readonly (readonly Pair[])[];
}

/** Two processes, one right after the other. */
interface Pair {
  readonly contender: Sample;
  readonly against: Sample;
}

/** The bounds of the project on calls, for the contenders that are there. */
export function callBounds(contenders: readonly Contender[], cases: readonly Case[]): Bound[] {
  const floor = contenders.find(({ role }) => role === "floor");
  return contenders
    .filter(({ role }) => role === "topher")
    .flatMap((contender) => {
      const hand = contenders.find(({ role, runtime }) => role === "hand-written" && runtime === contender.runtime);
      const bound = (name: string, against: Contender | undefined, most: number): Bound[] =>
        against !== undefined && cases.some((each) => each.name === name)
          ? [{ case: name, contender, against, most }]
          : [];
      return [
        ...bound("noop", floor, contender.runtime?.startsWith("node") ? 4 : 2.5),
        ...bound("add2", hand, 1.25),
        ...bound("sum:8", hand, 1.25),
        ...bound("normalize:8", hand, 1.25),
        ...bound("normalize:1000000", floor, 1.1),
      ];
    });
}

/** The bounds of the project on what is more than numbers, and on a number through door 2. */
export function codecBounds(contenders: readonly Contender[], cases: readonly Case[]): Bound[] {
  return contenders
    .filter(({ role }) => role === "topher")
    .flatMap((contender) => {
      const of = (wanted: Contender["role"]) =>
        contenders.find(({ role, runtime }) => role === wanted && runtime === contender.runtime);
      return cases.flatMap(({ name }): Bound[] => {
        const against = of(name === "half" ? "door 1" : "hand-written");
        const most = name === "half" ? 1.1 : name.startsWith("text") ? 1 / 2 : 1 / 5;
        return against === undefined ? [] : [{ case: name, contender, against, most }];
      });
    });
}

/**
 * The bounds of the project on esbuild in process: as fast as the npm package's own synchronous call, whose worker and process stay, and
 * at least three times as fast as that call where it may keep no worker.
 */
export function esbuildBounds(contenders: readonly Contender[], cases: readonly Case[]): Bound[] {
  const most = { "npm, synchronous": 1, "npm, a process per call": 1 / 3 };
  return contenders
    .filter(({ role }) => role === "topher")
    .flatMap((contender) =>
      contenders
        .filter((against) => against.runtime === contender.runtime && against.role in most)
        .flatMap((against) =>
          cases.map(({ name }) => ({ case: name, contender, against, most: most[against.role as keyof typeof most] })),
        ),
    );
}

/** How much slower the best of some samples is than the best of others. */
export function ratioOf(contender: readonly { best: number }[], against: readonly { best: number }[]): number {
  return bestOf(contender) / bestOf(against);
}

/** The best of all samples. */
export function bestOf(samples: readonly { readonly best: number }[]): number {
  return Math.min(...samples.map(({ best }) => best));
}

/**
 * Tries a bound in up to three runs of interleaved pairs; it holds when it holds in two of them, so two runs that agree end it.
 *
 * @param report hears the ratio of each run
 */
export async function tryBound(bound: Bound, budget: number, report: (ratio: number) => void): Promise<Verdict> {
  const runs: Pair[][] = [];
  const ratios: number[] = [];
  const count = (holds: boolean) => ratios.filter((ratio) => ratio <= bound.most === holds).length;
  while (count(true) < 2 && count(false) < 2) {
    const run = await measurePairs(bound, budget);
    const ratio = ratioOf(
      run.map(({ contender }) => contender),
      run.map(({ against }) => against),
    );
    runs.push(run);
    ratios.push(ratio);
    report(ratio);
  }
  return { bound, ratios, holds: count(true) === 2, runs };
}

async function measurePairs({ case: name, contender, against }: Bound, budget: number): Promise<Pair[]> {
  const run: Pair[] = [];
  for (let i = 0; i < pairs; i++) {
    const [first, second] = i % 2 === 0 ? [contender, against] : [against, contender];
    const a = await takeSample(first, name, budget);
    const b = await takeSample(second, name, budget);
    run.push(i % 2 === 0 ? { contender: a, against: b } : { contender: b, against: a });
  }
  return run;
}
