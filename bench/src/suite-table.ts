import colors from "picocolors";
import { getBorderCharacters, table } from "table";
import { caseOf } from "./cases/index.ts";
import { formatFigure, formatRatio, formatSpread } from "./figures.ts";
import type { KindName } from "./kinds.ts";
import { keyOf } from "./plan.ts";
import type { DescribedCase, DescribedContender, DescribedSuite } from "./results.ts";
import type { Measured } from "./runner.ts";
import { bestOf, summarize } from "./summary.ts";

/** Columns of cases that fit a terminal. */
const columns = 6;

/** What ratios divide by: the kind that cannot be beaten, and the one that people write themselves. */
const floor: KindName = "c";
const byHand: KindName = "ffi";
/** Kinds that are topher. */
const own: readonly KindName[] = ["topher", "generated"];

type Samples = (contender: DescribedContender | undefined, each: DescribedCase) => readonly Measured[];

/** The tables of a suite: the best of all processes, beneath it the median of their medians, and then ratios of the best. */
export function suiteTable(suite: DescribedSuite, all: readonly Measured[]): string {
  const groups = Map.groupBy(all, keyOf);
  const of: Samples = (contender, each) =>
    (contender && groups.get(keyOf({ contender: contender.name, case: each.name }))) ?? [];
  const count = Math.ceil(suite.cases.length / columns);
  const size = Math.ceil(suite.cases.length / Math.max(count, 1));
  const parts = Array.from({ length: count }, (_, at) => suite.cases.slice(at * size, (at + 1) * size));
  const tables = parts.map((cases) => draw(cases, [...times(suite, cases, of), ...ratios(suite, cases, of)]));
  return `${colors.bold(suite.title)}\n${suite.about}\n\n${tables.join("\n")}`;
}

type Row = readonly string[];

function times({ contenders }: DescribedSuite, cases: readonly DescribedCase[], of: Samples): Row[] {
  return contenders
    .filter((contender) => cases.some((each) => of(contender, each).length > 0))
    .map((contender) => [contender.title, ...cases.map((each) => time(each, of(contender, each)))]);
}

function time({ name, unit }: DescribedCase, samples: readonly Measured[]): string {
  if (samples.length === 0) return "";
  const { best, median, spread, processes } = summarize(samples);
  // Two processes have no quartiles.
  const around = processes < 3 ? "" : ` ${formatSpread(spread).replaceAll(" ", "")}`;
  const { notes } = caseOf(name);
  const figures = samples.find((each) => each.best === best)?.figures;
  return [
    formatFigure(best, unit),
    formatFigure(median, unit) + around,
    ...(notes === undefined || figures === undefined ? [] : [notes(figures)]),
  ].join("\n");
}

/** Everything by the floor, topher by what people write by hand, and everything else in a runtime by topher there. */
function ratios({ contenders }: DescribedSuite, cases: readonly DescribedCase[], of: Samples): Row[] {
  const there = (kind: string, runtime: string | undefined) =>
    contenders.find((each) => each.kind === kind && each.runtime === runtime);
  const isOwn = ({ kind }: DescribedContender) => (own as readonly string[]).includes(kind);
  const section = (
    title: string,
    against: (contender: DescribedContender) => DescribedContender | undefined,
  ): Row[] => {
    const rows = contenders.flatMap((contender): Row[] => {
      const other = against(contender);
      const cells = cases.map((each) => ratio(of(contender, each), of(other, each)));
      return other === undefined || cells.every((cell) => cell === "") ? [] : [[`  ${contender.title}`, ...cells]];
    });
    return rows.length === 0 ? [] : [[colors.bold(title), ...cases.map(() => "")], ...rows];
  };
  return [
    ...section("÷ C", (each) => (each.kind === floor ? undefined : there(floor, undefined))),
    ...section("÷ by hand, same runtime", (each) => (isOwn(each) ? there(byHand, each.runtime) : undefined)),
    ...section("÷ topher, same runtime", (each) =>
      each.runtime === undefined || each.kind === own[0] ? undefined : there(own[0]!, each.runtime),
    ),
  ];
}

function ratio(samples: readonly Measured[], others: readonly Measured[]): string {
  return samples.length === 0 || others.length === 0 ? "" : formatRatio(bestOf(samples) / bestOf(others));
}

function draw(cases: readonly DescribedCase[], rows: readonly Row[]): string {
  const head = ["", ...cases.map(({ title }) => title)];
  // A title wraps where it is wider than what stands beneath it.
  const width = (column: number) =>
    Math.max(...rows.flatMap((row) => row[column]!.split("\n")).map((line) => line.length), 10);
  const right = (_: unknown, at: number) => ({ alignment: "right", width: width(at + 1), wrapWord: true }) as const;
  return table([head, ...rows], {
    border: getBorderCharacters("void"),
    columnDefault: { paddingLeft: 0, paddingRight: 1 },
    columns: [{ alignment: "left" }, ...cases.map(right)],
    drawHorizontalLine: () => false,
  });
}
