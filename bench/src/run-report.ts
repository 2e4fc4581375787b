import colors from "picocolors";
import { boundsOf } from "./bounds/table.ts";
import { tried } from "./bounds/tried.ts";
import { valueOf } from "./bounds/bound.ts";
import { cutLine } from "./cut-line.ts";
import { failureLine } from "./failure-line.ts";
import { formatRatio, threeDigits } from "./figures.ts";
import type { DescribedSuite, TriedBound } from "./results.ts";
import type { RunFile } from "./run-file.ts";
import type { Selected } from "./selection.ts";
import { suiteTable } from "./suite-table.ts";

/** A run for the terminal: a table for each suite, what the bounds say, what is missing and what failed. */
export function reportRun({ run, samples, failed, cuts }: RunFile, selected: readonly Selected[]): string {
  return [
    "Each cell has the best of all processes, and the median of their medians ± half the distance of the quartiles. Ratios are of the best.",
    "",
    ...run.suites.flatMap((suite) => [suiteTable(suite, samples), ...boundLines(suite, selected, samples), ""]),
    ...missing(run.suites),
    ...cuts.map((each) => `${colors.yellow("cut ")}  ${cutLine(each)}`),
    ...failed.map((each) => `${colors.red("FAIL")}  ${failureLine(each)}`),
  ].join("\n");
}

/** A line for each rule, and one for each bound of it that does not hold. */
function boundLines(suite: DescribedSuite, selected: readonly Selected[], samples: RunFile["samples"]): string[] {
  const found = selected.find((each) => each.suite.name === suite.name)!;
  if (suite.rounds < found.suite.rounds) {
    return [`Bounds are judged by ${found.suite.rounds} rounds, and these were ${suite.rounds}.`];
  }
  const all = boundsOf(found.suite.name, found.contenders).flatMap((bound) => {
    const value = valueOf(bound, samples);
    return Number.isFinite(value) ? [tried(bound, [value], samples)] : [];
  });
  return [...Map.groupBy(all, ({ what }) => what)].flatMap(([what, bounds]) => {
    const broken = bounds.filter(({ holds }) => !holds);
    const state = stateOf(
      broken.length === 0,
      broken.every(({ missed }) => missed !== undefined),
    );
    return [`${state}  ${what} (${bounds.length - broken.length} of ${bounds.length})`, ...broken.map(brokenLine)];
  });
}

function stateOf(holds: boolean, known: boolean): string {
  return holds ? colors.green("holds ") : known ? colors.yellow("misses") : colors.red("FAILS ");
}

/** A bound that does not hold, and what it came to. */
function brokenLine({
  case: name,
  contender,
  against,
  againstCase,
  unit,
  least,
  most,
  values,
  missed,
}: TriedBound): string {
  const show = (value: number) => (unit === undefined ? formatRatio(value) : `${threeDigits(value)} ${unit}`);
  const limits = [
    ...(least === undefined ? [] : [`at least ${threeDigits(least)}`]),
    ...(most === undefined ? [] : [`at most ${threeDigits(most)}`]),
  ].join(", ");
  const divided = against === undefined ? "" : ` ÷ ${against}${againstCase === undefined ? "" : `, ${againstCase}`}`;
  const why = missed === undefined ? "" : `: ${missed}`;
  return `        ${name}, ${contender}${divided}: ${values.map(show).join(", ")}, ${limits}${why}`;
}

function missing(suites: readonly DescribedSuite[]): string[] {
  const all = suites.flatMap(({ contenders }) => contenders.filter((each) => each.missing !== undefined));
  const reasons = Map.groupBy(all, (each) => each.missing!);
  return [...reasons].map(
    ([reason, contenders]) => `missing  ${[...new Set(contenders.map(({ name }) => name))].join(", ")}: ${reason}`,
  );
}
