import type { KindName } from "../../kinds.ts";
import { formatRatio } from "../../figures.ts";
import type { DescribedCase } from "../../results.ts";
import { summaryOf, type ReportedSuite } from "../reported.ts";
import type { Selection } from "./by-kind.ts";
import type { Dot, Dots } from "./dots.ts";
import { kindMarks, places, type Place } from "./marks.ts";
import type { Reading } from "./scale.ts";

/** The runtimes that relative charts prefer, the first that was measured. */
const preferred: readonly Place[] = ["node24", "node26", "node22", "bun", "deno"];

const reading: Reading = {
  axis: "shorter is better",
  of: (ratio) => ratio,
  format: formatRatio,
};

/**
 * A row for each case and a symbol for each kind, relative to plain JavaScript in the same runtime; undefined where that was not measured. What
 * others do on all cores is relative to JavaScript on its one thread.
 */
export function dotsRelative(
  suite: ReportedSuite,
  cases: readonly DescribedCase[],
  selection: Selection,
): Dots | undefined {
  const yardstick = (name: string, place: Place) =>
    summaryOf(suite, name, `javascript/${place}`) ??
    summaryOf(suite, name.replace("-cores:", ":"), `javascript/${place}`);
  const place = preferred.find(
    (each) => selection.places(each) && cases.some(({ name }) => yardstick(name, each) !== undefined),
  );
  if (place === undefined) return undefined;
  const marked = Object.keys(kindMarks) as KindName[];
  const contenders = suite.contenders.filter(
    ({ kind, runtime }) =>
      marked.includes(kind as KindName) &&
      selection.kinds(kind) &&
      (runtime === undefined ? selection.places("alone") : runtime === place),
  );
  const measured = cases.filter(({ name }) => yardstick(name, place) !== undefined);
  const ratio = (name: string, contender: string) => {
    const summary = summaryOf(suite, name, contender);
    return summary && summary.best / yardstick(name, place)!.best;
  };
  const dots = measured.flatMap(({ name, title }, row) =>
    contenders.flatMap((contender): Dot[] => {
      const value = ratio(name, contender.name);
      if (value === undefined) return [];
      const tip = `${contender.title}<br>${title}: <b>${formatRatio(value)}</b> plain JavaScript's time`;
      return [{ row, mark: kindMarks[contender.kind as KindName]!, value, name: contender.title, tip }];
    }),
  );
  if (dots.length === 0) return undefined;
  return {
    rows: measured.map(({ title }) => ({ title, strong: false })),
    marks: marked.map((kind) => kindMarks[kind]!),
    panels: [
      {
        title: `In ${places[place].title}`,
        reading,
        dots,
        beside: measured.map(({ name }) =>
          verdict(selection.kinds("topher") ? ratio(name, `topher/${place}`) : undefined),
        ),
        reference: 1,
      },
    ],
  };
}

/** What a ratio of topher to JavaScript says. */
function verdict(ratio: number | undefined): string {
  if (ratio === undefined) return "–";
  const [factor, which] = ratio <= 1 ? [1 / ratio, "as fast"] : [ratio, "as long"];
  return `topher: ${formatRatio(factor)} ${which}`;
}
