import colors from "picocolors";
import { formatRatio, threeDigits } from "../figures.ts";
import type { TriedBound } from "../results.ts";

/** A bound that was tried, on one line. */
export function verdictLine(verdict: TriedBound): string {
  const { case: name, contender, against, againstCase, unit, least, most, values, holds, missed } = verdict;
  const state = holds ? colors.green("holds ") : missed === undefined ? colors.red("FAILS ") : colors.yellow("misses");
  const show = (value: number) => (unit === undefined ? formatRatio(value) : threeDigits(value));
  const limits = [
    ...(least === undefined ? [] : [`at least ${show(least)}`]),
    ...(most === undefined ? [] : [`at most ${show(most)}`]),
  ];
  const other = against === undefined ? "" : ` ÷ ${against}${againstCase === undefined ? "" : ` in ${againstCase}`}`;
  const came = `${values.map(show).join(", ")}${unit === undefined ? "" : ` ${unit}`}`;
  return `${state}  ${name}, ${contender}${other}: ${came} (${limits.join(", ")})${missed === undefined ? "" : `: ${missed}`}`;
}
