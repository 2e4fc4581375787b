import { markdownTable } from "../../../../docs/markdown-table.ts";
import { threeDigits } from "../../figures.ts";
import type { Counts } from "../../results.ts";
import type { Reported } from "../reported.ts";
import { titlesOf, type Titles } from "./titles.ts";

/** The names of what is counted, in the order of the columns. */
const heads: Readonly<Record<string, string>> = {
  crossings: "crossings",
  callbacks: "callbacks",
  copies: "copies of bytes",
  goAllocations: "Go allocations",
  goBytes: "bytes allocated in Go",
  arenaBytes: "bytes in the arena",
  instructions: "instructions",
  trampolines: "trampolines left",
  handles: "handles left",
  held: "values held",
  instantiations: "type instantiations",
};

/** Figures that are counted, a table for each suite; undefined where none were. */
export function countsSection(report: Reported, counts: readonly Counts[]): string | undefined {
  if (counts.length === 0) return undefined;
  const titles = titlesOf(report);
  const groups = [...Map.groupBy(counts, ({ suite }) => suite)].map(([suite, its]) => {
    const title = report.suites.find(({ name }) => name === suite)?.title ?? suite;
    return [`<details><summary>${title}</summary>`, tableOf(its, titles), "</details>"].join("\n\n");
  });
  return ["## Counted", about, ...groups].join("\n\n");
}

const about = `Counted and not timed, so they say more than a time does about what a change costs: for each operation, what is left after all of them, and type \
instantiations of a whole program.`;

function tableOf(counts: readonly Counts[], titles: Titles): string {
  const known = [...new Set([...Object.keys(heads), ...counts.flatMap((each) => Object.keys(each.counts))])];
  const names = known.filter((name) => counts.some((each) => name in each.counts));
  const rows = counts.map((each) => [
    titles.case(each.case),
    titles.contender(each.contender),
    ...names.map((name) => counted(each.counts[name])),
  ]);
  return markdownTable(["case", "contender", ...names.map((name) => heads[name] ?? name)], rows);
}

/** Whole numbers as they are. */
function counted(value: number | undefined): string {
  if (value === undefined) return "–";
  return Number.isInteger(value) ? value.toLocaleString("en-US") : threeDigits(value);
}
