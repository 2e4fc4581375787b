import colors from "picocolors";
import { getBorderCharacters, table } from "table";
import { formatFigure, formatRatio } from "../figures.ts";
import { significance, type Comparison, type Pair, type Verdict } from "./compare.ts";

/** What of two runs differs beyond noise, the largest differences first. */
export function reportComparison({ pairs, machines, onlyBefore, onlyAfter }: Comparison): string {
  const of = (verdict: Verdict) => pairs.filter((each) => each.verdict === verdict);
  const [faster, slower, unknown] = [of("faster"), of("slower"), of("unknown")];
  const warning = "these differ, so that times may differ for no other reason:";
  return [
    ...(machines.length === 0 ? [] : [colors.yellow([warning, ...machines].join("\n  ")), ""]),
    ...listed(
      "faster",
      faster.toSorted((a, b) => a.median - b.median),
    ),
    ...listed(
      "slower",
      slower.toSorted((a, b) => b.median - a.median),
    ),
    `${pairs.length} compared: ${faster.length} faster, ${slower.length} slower, ${of("unchanged").length} unchanged` +
      (unknown.length === 0 ? "" : `, ${unknown.length} with too few processes to tell`),
    `Beyond noise is what a rank test of the processes' medians gives less than ${significance}, corrected for their number.`,
    ...(onlyBefore + onlyAfter === 0
      ? []
      : [`${onlyBefore} are in the first run only, ${onlyAfter} in the second only.`]),
  ].join("\n");
}

function listed(title: string, pairs: readonly Pair[]): string[] {
  if (pairs.length === 0) return [];
  const head = ["case", "contender", "before", "after", "best", "median", "chance"];
  const rows = pairs.map((each) => [
    each.case,
    each.contender,
    formatFigure(each.before, each.unit),
    formatFigure(each.after, each.unit),
    formatRatio(each.best),
    formatRatio(each.median),
    each.probability.toPrecision(1),
  ]);
  const drawn = table([head, ...rows], {
    border: getBorderCharacters("void"),
    columnDefault: { alignment: "right", paddingLeft: 0, paddingRight: 2 },
    columns: [{ alignment: "left" }, { alignment: "left" }],
    drawHorizontalLine: () => false,
  });
  return [colors.bold(title), drawn];
}
