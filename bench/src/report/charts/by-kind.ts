import { kinds } from "../../kinds.ts";
import type { DescribedCase } from "../../results.ts";
import { summaryOf, type ReportedSuite } from "../reported.ts";
import type { Dot, Dots } from "./dots.ts";
import { labelOf, placeOf, places, type Place } from "./marks.ts";
import { rangeText, readings } from "./scale.ts";

/** What of a suite is shown. */
export interface Selection {
  readonly kinds: (kind: string) => boolean;
  readonly places: (place: Place) => boolean;
}

/** Shows all. */
export const everything: Selection = { kinds: () => true, places: () => true };

/** A panel for each case, a row for each kind, a symbol for each runtime; undefined where nothing of it was measured. */
export function dotsByKind(
  suite: ReportedSuite,
  cases: readonly DescribedCase[],
  selection: Selection,
): Dots | undefined {
  const contenders = suite.contenders.filter(
    ({ kind, runtime, name }) =>
      selection.kinds(kind) &&
      selection.places(placeOf(runtime)) &&
      cases.some((each) => summaryOf(suite, each.name, name) !== undefined),
  );
  if (contenders.length === 0) return undefined;
  const rows = Object.keys(kinds).filter((kind) => contenders.some((contender) => contender.kind === kind));
  return {
    rows: rows.map((kind) => ({ title: labelOf(kind), strong: isTopher(kind) })),
    marks: Object.values(places),
    panels: cases
      .map((each) => {
        const reading = readings[each.unit];
        const dots = contenders.flatMap(({ name, kind, runtime, title }): Dot[] => {
          const summary = summaryOf(suite, each.name, name);
          if (summary === undefined) return [];
          const value = reading.of(summary.best);
          const tip = `${title}<br>${each.title}: <b>${reading.format(value)}</b>`;
          return [{ row: rows.indexOf(kind), mark: places[placeOf(runtime)], value, name: title, tip }];
        });
        const beside = rows.map((_, row) =>
          rangeText(
            dots.filter((dot) => dot.row === row).map(({ value }) => value),
            reading.format,
          ),
        );
        return { title: each.title, reading, dots, beside, spread: true };
      })
      .filter(({ dots }) => dots.length > 0),
  };
}

/** Whether a kind is topher itself: its rows stand out. */
export function isTopher(kind: string): boolean {
  return kind === "topher" || kind === "generated";
}
