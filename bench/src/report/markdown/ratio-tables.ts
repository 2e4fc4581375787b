import { markdownTable } from "../../../../docs/markdown-table.ts";
import { formatRatio } from "../../figures.ts";
import type { KindName } from "../../kinds.ts";
import type { DescribedCase, DescribedContender } from "../../results.ts";
import { isTopher } from "../charts/by-kind.ts";
import { summaryOf, type ReportedSuite } from "../reported.ts";
import { slices } from "./suite-section.ts";

/** What times are divided by. */
interface Divisor {
  readonly kind: KindName;
  readonly title: string;
  /** Divides all contenders, and not topher only. */
  readonly all?: boolean;
}

const divisors: readonly Divisor[] = [
  { kind: "c", title: "÷ C, the floor", all: true },
  { kind: "go", title: "÷ the same Go code in a Go program" },
  { kind: "ffi", title: "topher ÷ the runtime's own FFI by hand" },
  { kind: "node-api", title: "topher ÷ a Node-API addon by hand" },
  { kind: "javascript", title: "topher ÷ plain JavaScript" },
  { kind: "wasm", title: "topher ÷ Go as WebAssembly" },
  { kind: "frames", title: "topher ÷ a Go process with frames" },
  { kind: "thread-pool", title: "topher ÷ the runtime's thread pool" },
  { kind: "pipe", title: "topher ÷ a child process's pipe" },
  { kind: "npm-sync", title: "topher ÷ the npm package's transformSync" },
  { kind: "npm-process", title: "topher ÷ the same with a process per call" },
  { kind: "npm-async", title: "topher ÷ the npm package's transform" },
  { kind: "numpy", title: "topher ÷ numpy" },
];

/** The tables of ratios of a suite: best by best, in the same runtime where the divisor runs in one. */
export function ratioTables(suite: ReportedSuite, cases: readonly DescribedCase[]): string[] {
  return divisors.flatMap(({ kind, title, all }) => {
    const others = suite.contenders.filter((each) => each.kind === kind);
    const divisorOf = ({ runtime }: DescribedContender) =>
      others.find((each) => each.runtime === runtime || each.runtime === undefined);
    const rows = suite.contenders.filter((each) => each.kind !== kind && (all === true || isTopher(each.kind)));
    const tables = slices(cases).flatMap((some) => tableOf(suite, some, rows, divisorOf));
    if (tables.length === 0) return [];
    return [`<details><summary>${title}</summary>`, ...tables, "</details>"];
  });
}

function tableOf(
  suite: ReportedSuite,
  cases: readonly DescribedCase[],
  rows: readonly DescribedContender[],
  divisorOf: (contender: DescribedContender) => DescribedContender | undefined,
): string[] {
  const filled = rows
    .map((contender) => [
      contender.title,
      ...cases.map(({ name }) => ratio(suite, name, contender, divisorOf(contender))),
    ])
    .filter((row) => row.slice(1).some((cell) => cell !== "–"));
  return filled.length === 0 ? [] : [markdownTable(["", ...cases.map(({ title }) => title)], filled)];
}

function ratio(suite: ReportedSuite, name: string, of: DescribedContender, by: DescribedContender | undefined): string {
  const summary = summaryOf(suite, name, of.name);
  const divisor = by && summaryOf(suite, name, by.name);
  return summary === undefined || divisor === undefined ? "–" : formatRatio(summary.best / divisor.best);
}
