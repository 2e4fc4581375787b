import type { TriedBound } from "../results.ts";
import { borneOut, within, type Bound, type Found } from "./bound.ts";

/** What comes of a bound: `values` has one value for each run, `samples` are those of all runs. It holds when it does in more than half of them. */
export function tried(bound: Bound, values: readonly number[], samples: readonly Found[]): TriedBound {
  const { suite, case: name, contender, what, least, most, missed, reported } = bound;
  const holds = values.filter((value) => within(bound, value)).length > values.length / 2;
  // A reason that figures do not bear out any more is none.
  const why = reported ?? (borneOut(bound, samples) ? missed?.reason : undefined);
  return {
    suite,
    case: name,
    contender: contender.name,
    ...("against" in bound ? { against: bound.against.name } : { unit: bound.unit }),
    ...("against" in bound && bound.againstCase !== undefined ? { againstCase: bound.againstCase } : {}),
    ...(least === undefined ? {} : { least }),
    ...(most === undefined ? {} : { most }),
    what,
    values,
    holds,
    ...(holds || why === undefined ? {} : { missed: why }),
  };
}
