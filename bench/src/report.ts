import colors from "picocolors";
import { table } from "table";
import { bestOf, ratioOf, type Bound } from "./bounds.ts";
import type { Case } from "./cases/case.ts";
import type { Contender } from "./contenders.ts";
import type { Measured } from "./runner.ts";

/** One case for one contender, over all rounds. */
interface Summary {
  readonly best: number;
  readonly median: number;
  /** Half of the processes' medians lie within this share around theirs. */
  readonly spread: number;
}

/** The table of a suite: best times, and beneath them ratios. */
export function report(contenders: readonly Contender[], cases: readonly Case[], all: readonly Measured[]): string {
  const of = (contender: Contender | undefined, { name }: Case) =>
    all.filter((each) => each.contender === contender?.name && each.case === name);
  const present = contenders.filter(({ missing }) => missing === undefined);
  const head = ["", ...cases.map(({ title }) => title)];
  const times = present.map((contender) => [
    contender.title,
    ...cases.map((each) => cell(of(contender, each), (samples) => time(summarize(samples)))),
  ]);
  const ratios = (title: string, all: readonly (readonly [Contender, Contender | undefined])[]) => {
    const pairs = all.filter(([, against]) => against !== undefined);
    if (pairs.length === 0) return [];
    return [
      [colors.bold(title), ...cases.map(() => "")],
      ...pairs.map(([contender, against]) => [
        `  ${contender.title}`,
        ...cases.map((each) =>
          cell(of(against, each), (others) =>
            cell(of(contender, each), (samples) => `${ratioOf(samples, others).toFixed(2)} ×`),
          ),
        ),
      ]),
    ];
  };
  const floor = present.find(({ role }) => role === "floor");
  const topher = present.filter(({ role }) => role === "topher");
  const rest = present.filter(({ role }) => role !== "floor");
  const inSame = (role: Contender["role"], { runtime }: Contender) =>
    present.find((each) => each.role === role && each.runtime === runtime);
  return table(
    [
      head,
      ...times,
      ...ratios(
        "÷ the C floor",
        rest.map((each) => [each, floor]),
      ),
      ...ratios(
        "÷ hand-written code in the same runtime",
        topher.map((each) => [each, inSame("hand-written", each)]),
      ),
      ...ratios(
        "÷ door 1 in the same runtime",
        topher.map((each) => [each, inSame("door 1", each)]),
      ),
      ...ratios(
        "÷ the npm package's synchronous call in the same runtime",
        topher.map((each) => [each, inSame("npm, synchronous", each)]),
      ),
      ...ratios(
        "÷ the same with a process per call",
        topher.map((each) => [each, inSame("npm, a process per call", each)]),
      ),
      ...ratios(
        "÷ the npm package's asynchronous call in the same runtime",
        topher.map((each) => [each, inSame("npm, asynchronous", each)]),
      ),
      ...ratios(
        "÷ Python, ctypes",
        topher.map((each) => [each, present.find(({ name }) => name === "ctypes")]),
      ),
    ],
    {
      columns: [{ alignment: "left" }, ...cases.map(() => ({ alignment: "right" as const }))],
      drawHorizontalLine: (line, count) => line === 0 || line === 1 || line === count,
    },
  );
}

/** A line per bound, from the samples of a table; the verdict with pairs is that of `--check`. */
export function reportBounds(bounds: readonly Bound[], all: readonly Measured[]): string {
  return bounds
    .map((bound) => {
      const of = ({ name }: Contender) => all.filter((each) => each.contender === name && each.case === bound.case);
      return boundLine(bound, [ratioOf(of(bound.contender), of(bound.against))]);
    })
    .join("\n");
}

/** A bound with its ratios. */
export function boundLine({ case: name, contender, against, most }: Bound, ratios: readonly number[]): string {
  const holds = ratios.filter((ratio) => ratio <= most).length > ratios.length / 2;
  const verdict = holds ? colors.green("holds ") : colors.red("FAILS ");
  const figures = ratios.map((ratio) => ratio.toFixed(2)).join(", ");
  return `${verdict} ${name}: ${contender.title} ÷ ${against.title} ${figures} (at most ${most.toFixed(2)})`;
}

function cell(samples: readonly Measured[], show: (samples: readonly Measured[]) => string): string {
  return samples.length === 0 ? "" : show(samples);
}

function summarize(samples: readonly Measured[]): Summary {
  const medians = samples.map(({ median }) => median).toSorted((a, b) => a - b);
  const at = (share: number) => medians[Math.round(share * (medians.length - 1))]!;
  return { best: bestOf(samples), median: at(0.5), spread: (at(0.75) - at(0.25)) / at(0.5) };
}

function time({ best, median, spread }: Summary): string {
  const [unit, by, digits] = best >= 100_000 ? (["µs", 1000, 0] as const) : (["ns", 1, best < 1000 ? 1 : 0] as const);
  const show = (value: number) => (value / by).toFixed(digits);
  return `${show(best)} ${unit}\n${show(median)} ± ${Math.round(spread * 50)} %`;
}
