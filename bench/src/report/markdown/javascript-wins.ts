import { markdownTable } from "../../../../docs/markdown-table.ts";
import { formatFigure, formatRatio } from "../../figures.ts";
import { places, type Place } from "../charts/marks.ts";
import { summaryOf, type Reported } from "../reported.ts";

/** The cases in which plain JavaScript is faster than topher in the same runtime; undefined where no case has both. */
export function javascriptWins({ suites }: Reported): string | undefined {
  const pairs = suites.flatMap((suite) =>
    suite.cases.flatMap(({ name, title, unit }) =>
      runtimes.flatMap((runtime) => {
        const javascript = summaryOf(suite, name, `javascript/${runtime}`);
        const topher = summaryOf(suite, name, `topher/${runtime}`);
        if (javascript === undefined || topher === undefined) return [];
        return [{ suite: suite.title, case: title, unit, runtime, javascript: javascript.best, topher: topher.best }];
      }),
    ),
  );
  if (pairs.length === 0) return undefined;
  const present = runtimes.filter((runtime) => pairs.some((pair) => pair.runtime === runtime));
  const rows = [...Map.groupBy(pairs, (pair) => JSON.stringify([pair.suite, pair.case])).values()]
    .filter((group) => group.some(({ javascript, topher }) => javascript < topher))
    .map((group) => [
      `${group[0]!.suite.split(":")[0]!}: ${group[0]!.case}`,
      ...present.map((runtime) => {
        const pair = group.find((each) => each.runtime === runtime);
        if (pair === undefined) return "–";
        const { javascript, topher, unit } = pair;
        if (javascript >= topher) return "Go is faster";
        if (javascript < aboutNothing) return `nothing is left (${formatFigure(topher, unit)})`;
        const factor = formatRatio(topher / javascript);
        return `**${factor}** (${formatFigure(javascript, unit)}, ${formatFigure(topher, unit)})`;
      }),
    ]);
  const cases = new Set(pairs.map((pair) => `${pair.suite} ${pair.case}`)).size;
  return [
    "## Where JavaScript wins",
    rows.length === 0
      ? `In none of the ${cases} cases that both do is plain JavaScript faster than calling Go through topher.`
      : `In ${rows.length} of the ${cases} cases that both do, plain JavaScript is faster in at least one runtime. Do not cross for these: a call into \
Go has a price of its own, and so has each value that is converted. Cross where one call does much. A cell says how many times as long Go through topher takes, and \
the two times, JavaScript's first.`,
    ...(pairs.some(({ javascript }) => javascript < aboutNothing)
      ? [
          "Where a case only carries a value there and back, JavaScript has nothing to do, and its compiler leaves nothing of the call, which it cannot do with a call into Go: these cells have Go's time alone.",
        ]
      : []),
    ...(rows.length === 0 ? [] : [markdownTable(["", ...present.map((runtime) => places[runtime].title)], rows)]),
  ].join("\n\n");
}

/** Nanoseconds: no call takes less. */
const aboutNothing = 1;

const runtimes = (Object.keys(places) as Place[]).filter((place) => place !== "alone");
