import { markdownTable } from "../../../../docs/markdown-table.ts";
import { threeDigits } from "../../figures.ts";
import type { TriedBound } from "../../results.ts";
import type { RunFile } from "../../run-file.ts";
import type { Reported } from "../reported.ts";
import { titlesOf, type Titles } from "./titles.ts";

/** What has to hold, with what was measured. */
export function boundsSection(report: Reported, { verdicts, run }: RunFile): string {
  if (verdicts.length === 0) return "## What has to hold\n\nNo bounds were tried in this run.";
  const holding = verdicts.filter(({ holds }) => holds).length;
  const titles = titlesOf(report);
  const groups = Map.groupBy(verdicts, ({ what = "Other bounds" }) => what);
  return [
    "## What has to hold",
    `Each line is a bound of the project with a value for each time it was tried; it holds where it does in more than half of them. ${holding} of \
${verdicts.length} hold (${run.started.slice(0, 10)}, revision \`${run.machine.git.revision.slice(0, 12)}\`).`,
    ...[...groups].map(([what, its]) => `${what}\n\n${tableOf(its, titles)}`),
  ].join("\n\n");
}

function tableOf(verdicts: readonly TriedBound[], titles: Titles): string {
  return markdownTable(
    ["case", "what", "bound", "values", ""],
    verdicts.map((verdict) => [
      titles.case(verdict.case),
      whatOf(verdict, titles),
      limitOf(verdict),
      verdict.values.map(threeDigits).join(", "),
      verdict.holds ? "holds" : `**missed**${verdict.missed === undefined ? "" : `: ${verdict.missed}`}`,
    ]),
  );
}

function whatOf({ contender, against, againstCase, unit }: TriedBound, titles: Titles): string {
  const of = titles.contender(contender);
  if (against === undefined) return unit === undefined ? of : `${of}: ${unit}`;
  return `${of} ÷ ${titles.contender(against)}${againstCase === undefined ? "" : `, ${titles.case(againstCase)}`}`;
}

function limitOf({ least, most }: TriedBound): string {
  return [
    ...(least === undefined ? [] : [`at least ${threeDigits(least)}`]),
    ...(most === undefined ? [] : [`at most ${threeDigits(most)}`]),
  ].join(", ");
}
