import type { Counts } from "../results.ts";
import { boundFor } from "./room.ts";
import { entriesOf, kindOf, type Stored } from "./stored.ts";

/** How a counted figure stands to its bound. */
export type Standing = "above" | "below" | "within" | "new" | "missing";

/** A counted figure beside its bound. */
export interface Compared {
  readonly suite: string;
  readonly case: string;
  readonly contender: string;
  readonly figure: string;
  /** Absent where none is stored. */
  readonly bound?: number;
  /** Absent where nothing was counted. */
  readonly came?: number;
  readonly standing: Standing;
}

/** What stands in the way of a check: more than the bound, no bound, or a bound of something that is not there any more. */
export const failing: readonly Standing[] = ["above", "new", "missing"];

/** Compares what was counted with what is stored; `isMissing` says what cannot be counted on this machine. */
export function compareCounts(
  counts: readonly Counts[],
  stored: Stored,
  isMissing: (kind: string, figure: string) => boolean,
): Compared[] {
  const found = counts.flatMap(({ suite, case: name, contender, counts: figures }) =>
    Object.entries(figures).map(([figure, came]): Compared => {
      const bound = stored[suite]?.[name]?.[kindOf(contender)]?.[figure];
      const where = { suite, case: name, contender, figure, came };
      return bound === undefined
        ? { ...where, standing: "new" }
        : { ...where, bound, standing: standingOf(name, figure, bound, came) };
    }),
  );
  const gone = entriesOf(stored)
    .filter(({ kind, figure }) => !isMissing(kind, figure))
    .filter(
      (entry) =>
        !found.some(
          ({ suite, case: name, contender, figure }) =>
            suite === entry.suite && name === entry.case && kindOf(contender) === entry.kind && figure === entry.figure,
        ),
    )
    .map(({ suite, case: name, kind, figure, bound }): Compared => {
      return { suite, case: name, contender: kind, figure, bound, standing: "missing" };
    });
  return [
    ...found.map((each) =>
      each.standing === "below" && !found.every(isBelow(each)) ? { ...each, standing: "within" as const } : each,
    ),
    ...gone,
  ];
}

/** Whether others leave it below its bound: those of the same kind in other runtimes have the same bound. */
function isBelow(of: Compared): (each: Compared) => boolean {
  const same = (each: Compared) =>
    each.suite === of.suite &&
    each.case === of.case &&
    each.figure === of.figure &&
    kindOf(each.contender) === kindOf(of.contender);
  return (each) => !same(each) || each.standing === "below";
}

function standingOf(name: string, figure: string, bound: number, came: number): Standing {
  if (!(came <= bound)) return "above";
  // Where a figure has room, it is smaller only when its own bound would be well below the stored one.
  const own = boundFor(name, figure, came);
  const margin = own === came ? 1 : 0.5;
  return own < bound * margin ? "below" : "within";
}

/** A line about a figure. */
export function comparedText({ case: name, contender, figure, bound, came, standing }: Compared): string {
  const where = `${name}, ${contender}: ${figure}`;
  switch (standing) {
    case "above":
      return `${where} must be at most ${bound}, and is ${came}`;
    case "below":
      return `${where} is ${came}, which is less than its bound ${bound}: --update writes it down`;
    case "new":
      return `${where} is ${came} and has no bound: --update writes it down`;
    case "missing":
      return `${where} has the bound ${bound}, and nothing counts it any more: --update takes it out`;
    case "within":
      return `${where} is ${came}, at most ${bound}`;
  }
}
