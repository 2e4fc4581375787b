import { markdownTable } from "../../../../docs/markdown-table.ts";
import { formatFigure, formatSpread } from "../../figures.ts";
import type { DescribedCase } from "../../results.ts";
import { chartOf } from "../charts/charts.ts";
import type { Dots } from "../charts/dots.ts";
import { gapsOf } from "../gaps.ts";
import { summaryOf, type Reported, type ReportedSuite } from "../reported.ts";
import { figuresText } from "../figures-text.ts";
import { picture } from "./picture.ts";
import { ratioTables } from "./ratio-tables.ts";

/** So many columns fit a page. */
const columns = 6;

/** What a document says of a suite. */
export function suiteSection(report: Reported, suite: ReportedSuite, dots: Dots | undefined): string | undefined {
  if (dots === undefined) return undefined;
  const cases = suite.cases.filter(({ name }) => Object.keys(suite.summaries[name] ?? {}).length > 0);
  const gaps = gapsOf(report, suite, cases);
  return [
    `## ${suite.title}`,
    suite.about,
    picture(chartOf(suite), "The tables below have the same figures.", "benchmarks/"),
    cases.map(({ title, about }) => `- **${title}**${about === "" ? "" : `: ${about}`}`).join("\n"),
    "The best of all processes; beneath it the median of the processes' medians, and half the distance of their quartiles.",
    ...slices(cases).map((some) => timesTable(suite, some)),
    ...(gaps.length === 0 ? [] : ["Not measured:", gaps.map((gap) => `- ${gap}`).join("\n")]),
    ...ratioTables(suite, cases),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Cases in groups that fit a page each, as equal as they can be. */
export function slices<Item>(cases: readonly Item[]): Item[][] {
  const count = Math.ceil(cases.length / columns);
  const each = Math.ceil(cases.length / count);
  return Array.from({ length: count }, (_, at) => cases.slice(at * each, (at + 1) * each));
}

function timesTable(suite: ReportedSuite, cases: readonly DescribedCase[]): string {
  const measured = suite.contenders.filter(({ name }) => cases.some((each) => summaryOf(suite, each.name, name)));
  const rows = measured.map(({ name, title }) => [
    title,
    ...cases.map((each) => {
      const summary = summaryOf(suite, each.name, name);
      if (summary === undefined) return "–";
      const { best, median, spread } = summary;
      const notes = figuresText(summary.figures ?? {});
      return [
        `**${formatFigure(best, each.unit)}**`,
        `${formatFigure(median, each.unit)} ${formatSpread(spread)}`,
        ...(notes === "" ? [] : [notes]),
      ].join("<br>");
    }),
  ]);
  return markdownTable(["", ...cases.map(({ title }) => title)], rows);
}
