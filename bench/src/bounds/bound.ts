import type { SuiteName } from "../cases/index.ts";
import type { Contender } from "../contenders.ts";
import type { Measured } from "../runner.ts";
import type { Sample } from "../sample.ts";
import { bestOf } from "../summary.ts";

/** What has to hold of one contender in a case: a ratio to another one, or a figure of its own. */
export type Bound = Ratio | Limit;

interface Shared {
  readonly suite: SuiteName;
  readonly case: string;
  readonly contender: Contender;
  /** What has to hold, in a sentence. */
  readonly what: string;
  readonly least?: number;
  readonly most?: number;
  /** Why it does not hold, where that is known. */
  readonly missed?: Missed;
  /** Why it is reported and not required, where that is so. */
  readonly reported?: string;
}

/** What one contender may cost, as a multiple of another one. */
export interface Ratio extends Shared {
  readonly against: Contender;
  /** The case of the other one, where that is another. */
  readonly againstCase?: string;
}

/** What a figure of one contender may be. */
export interface Limit extends Shared {
  /** The unit, as a report shows it. */
  readonly unit: string;
  /** The figure of some samples, in that unit. */
  readonly figure: (samples: readonly Sample[]) => number;
}

/** The reason why a bound is out of reach. It counts only as long as figures of the same case bear it out. */
export interface Missed {
  readonly reason: string;
  /** Even this one takes at least so many times what the other one takes. */
  readonly contender: Contender;
  readonly against: Contender;
  readonly least: number;
}

/** Where a sample comes from. */
export type Found = Sample & Pick<Measured, "case" | "contender">;

/** What a bound is about, of all samples of a run; NaN where some are missing. */
export function valueOf(bound: Bound, all: readonly Found[]): number {
  const own = samplesOf(all, bound.case, bound.contender);
  if (!("against" in bound)) return own.length === 0 ? Number.NaN : bound.figure(own);
  return ratioOf(own, samplesOf(all, bound.againstCase ?? bound.case, bound.against));
}

/** Whether a value is within a bound. What could not be measured is not. */
export function within({ least, most }: { readonly least?: number; readonly most?: number }, value: number): boolean {
  return value >= (least ?? -Infinity) && value <= (most ?? Infinity);
}

/** Whether the reason why a bound is missed can be seen in these samples. */
export function borneOut(bound: Bound, all: readonly Found[]): boolean {
  const { missed } = bound;
  if (missed === undefined) return false;
  const of = (contender: Contender) => samplesOf(all, bound.case, contender);
  return ratioOf(of(missed.contender), of(missed.against)) >= missed.least;
}

/** Everything that has to be measured for a bound: a contender in a case. */
export function measuredFor(bound: Bound): readonly (readonly [name: string, contender: Contender])[] {
  return [
    [bound.case, bound.contender],
    ...("against" in bound ? [[bound.againstCase ?? bound.case, bound.against] as const] : []),
    ...(bound.missed === undefined
      ? []
      : [bound.missed.contender, bound.missed.against].map((each) => [bound.case, each] as const)),
  ];
}

/** How many times the best of some samples is that of others. */
function ratioOf(samples: readonly Sample[], others: readonly Sample[]): number {
  return samples.length === 0 || others.length === 0 ? Number.NaN : bestOf(samples) / bestOf(others);
}

function samplesOf(all: readonly Found[], name: string, { name: contender }: Contender): Found[] {
  return all.filter((each) => each.contender === contender && each.case === name);
}
