import type { Case } from "./cases/case.ts";
import type { Contender } from "./contenders.ts";
import { measureRounds, type Measured } from "./runner.ts";
import type { Sample } from "./sample.ts";

/** What has to hold of one contender in a case: a ratio to another one, or a figure of its own. */
export type Bound = Ratio | Limit;

/** What one contender may cost at most, as a multiple of another one. */
export interface Ratio {
  readonly case: string;
  readonly contender: Contender;
  readonly against: Contender;
  readonly most: number;
}

/** What a figure of one contender may be. */
export interface Limit {
  readonly case: string;
  readonly contender: Contender;
  /** The unit, as the report shows it. */
  readonly unit: string;
  /** The figure of some samples, in that unit. */
  readonly figure: (samples: readonly Sample[]) => number;
  readonly least?: number;
  readonly most?: number;
}

/** Rounds that one verdict rests on: pairs of processes where a bound is a ratio. */
export const pairs = 15;

/** A bound that was tried. */
export interface Verdict {
  readonly bound: Bound;
  /** One value per run, of all its rounds. */
  readonly values: readonly number[];
  readonly holds: boolean;
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

/** The bounds of the project on tasks, channels and callbacks. */
export function asyncBounds(contenders: readonly Contender[], cases: readonly Case[]): Bound[] {
  const pools = contenders.filter(({ role }) => role === "thread pool");
  return inEach(contenders, cases, (contender, name): Bound[] => {
    const limit = (unit: string, figure: Limit["figure"], limits: Pick<Limit, "least" | "most">): Limit => {
      return { case: name, contender, unit, figure, ...limits };
    };
    switch (name.split(":")[0]) {
      case "tasks":
        return [
          limit("tasks a second", (samples) => 1e9 / bestOf(samples), { least: 300_000 }),
          ...pools.map((against): Ratio => {
            return { case: name, contender, against, most: against.runtime === "deno" ? 1 / 4 : 1 / 3 };
          }),
        ];
      case "in-flight":
        return [limit("GiB at the peak", (samples) => worst(samples, "memory") / 2 ** 30, { most: 4 })];
      case "slices":
        return [
          limit("ms late, 99th percentile", (samples) => least(samples, "lateness"), { most: 50 }),
          limit("times as long for 200 files", (samples) => least(samples, "busy") / least(samples, "idle"), {
            most: 2,
          }),
        ];
      case "crossings":
        return [limit("crossings for 64 values", (samples) => least(samples, "crossings"), { most: 4 })];
      default:
        return [];
    }
  });
}

/** The bounds of the project on streams. */
export function streamsBounds(contenders: readonly Contender[], cases: readonly Case[]): Bound[] {
  return inEach(contenders, cases, (contender, name): Bound[] => {
    const against = contenders.find(({ role, runtime }) => role === "pipe" && runtime === contender.runtime);
    const figure: Limit["figure"] = (samples) => worst(samples, "growth") / 2 ** 20;
    return [
      ...(against === undefined ? [] : [{ case: name, contender, against, most: 1 }]),
      { case: name, contender, unit: "MiB grown", figure, most: 128 },
    ];
  });
}

/** The bounds of each of topher's contenders in each case that it has. */
function inEach(
  contenders: readonly Contender[],
  cases: readonly Case[],
  bounds: (contender: Contender, name: string) => Bound[],
): Bound[] {
  return cases.flatMap(({ name }) =>
    contenders
      .filter(({ role, has }) => role === "topher" && has?.(name) !== false)
      .flatMap((contender) => bounds(contender, name)),
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

/** What a bound is about, of the samples of its case. */
export function valueOf(bound: Bound, all: readonly Measured[]): number {
  const of = ({ name }: Contender) => all.filter((each) => each.contender === name && each.case === bound.case);
  return "against" in bound ? ratioOf(of(bound.contender), of(bound.against)) : bound.figure(of(bound.contender));
}

/** Whether a value is within a bound. What could not be measured is not. */
export function within({ least, most }: { readonly least?: number; readonly most?: number }, value: number): boolean {
  return value >= (least ?? -Infinity) && value <= (most ?? Infinity);
}

/** How often bounds are tried, and on what. */
export interface Trial {
  readonly rounds: number;
  readonly budget: number;
  /** Hears of each sample. */
  readonly report: (measured: Measured) => void;
}

/**
 * Tries bounds of one case on the same processes, in up to three runs of interleaved rounds; a bound holds when it holds in two of them, so two
 * runs that agree on each end it.
 */
export async function tryBounds(
  bounds: readonly Bound[],
  measured: Case,
  trial: Trial,
): Promise<{ readonly verdicts: readonly Verdict[]; readonly samples: readonly Measured[] }> {
  const contenders = [
    ...new Set(bounds.flatMap((bound) => ("against" in bound ? [bound.contender, bound.against] : [bound.contender]))),
  ];
  const samples: Measured[] = [];
  const values = bounds.map((): number[] => []);
  const count = (at: number, holds: boolean) =>
    values[at]!.filter((value) => within(bounds[at]!, value) === holds).length;
  const settled = (at: number) => count(at, true) === 2 || count(at, false) === 2;
  while (!bounds.every((_, at) => settled(at))) {
    const run = await measureRounds({ contenders, cases: [measured], ...trial });
    for (const [at, bound] of bounds.entries()) if (!settled(at)) values[at]!.push(valueOf(bound, run));
    samples.push(...run);
  }
  return {
    verdicts: bounds.map((bound, at) => ({ bound, values: values[at]!, holds: count(at, true) === 2 })),
    samples,
  };
}

/** The smallest of a figure: noise only ever adds to it. */
function least(samples: readonly Sample[], name: string): number {
  return Math.min(...samples.map(({ figures }) => figures?.[name] ?? Number.NaN));
}

/** The largest of a figure, which no process may exceed. */
function worst(samples: readonly Sample[], name: string): number {
  return Math.max(...samples.map(({ figures }) => figures?.[name] ?? Number.NaN));
}
