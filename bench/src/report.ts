import colors from "picocolors";
import { table } from "table";
import { bestOf, ratioOf, valueOf, within, type Bound } from "./bounds.ts";
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
    ...cases.map((each) => cell(of(contender, each), (samples) => shown(samples, each))),
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
      ...threadPools.flatMap(([runtime, title]) =>
        ratios(
          title,
          topher.map((each) => [
            each,
            present.find(({ role, name }) => role === "thread pool" && name.includes(runtime)),
          ]),
        ),
      ),
      ...ratios(
        "÷ a child process's pipe in the same runtime",
        topher.map((each) => [each, inSame("pipe", each)]),
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

/** A line per bound, from the samples of a table; the verdict is that of `--check`. */
export function reportBounds(bounds: readonly Bound[], all: readonly Measured[]): string {
  return bounds.map((bound) => boundLine(bound, [valueOf(bound, all)])).join("\n");
}

/** A bound with its values. */
export function boundLine(bound: Bound, values: readonly number[]): string {
  const holds = values.filter((value) => within(bound, value)).length > values.length / 2;
  const verdict = holds ? colors.green("holds ") : colors.red("FAILS ");
  const figure = (value: number) =>
    "against" in bound || Math.abs(value) < 1000 ? value.toFixed(2) : Math.round(value).toLocaleString("en");
  const limits = [
    ...(!("least" in bound) || bound.least === undefined ? [] : [`at least ${figure(bound.least)}`]),
    ...(bound.most === undefined ? [] : [`at most ${figure(bound.most)}`]),
  ].join(", ");
  const what = "against" in bound ? `÷ ${bound.against.title}` : bound.unit;
  return "against" in bound
    ? `${verdict} ${bound.case}: ${bound.contender.title} ${what} ${values.map(figure).join(", ")} (${limits})`
    : `${verdict} ${bound.case}: ${bound.contender.title}: ${values.map(figure).join(", ")} ${what} (${limits})`;
}

/** The thread pools that tasks are compared with: the runtime in the contender's name, and the title. */
const threadPools = [
  ["node", "÷ koffi .async in Node"],
  ["deno", "÷ Deno's nonblocking calls"],
] as const;

function cell(samples: readonly Measured[], show: (samples: readonly Measured[]) => string): string {
  return samples.length === 0 ? "" : show(samples);
}

function summarize(samples: readonly Measured[]): Summary {
  const medians = samples.map(({ median }) => median).toSorted((a, b) => a - b);
  const at = (share: number) => medians[Math.round(share * (medians.length - 1))]!;
  return { best: bestOf(samples), median: at(0.5), spread: (at(0.75) - at(0.25)) / at(0.5) };
}

/** What a case shows of its samples, and beneath it what else the best of them has measured. */
function shown(samples: readonly Measured[], { shows, notes }: Case): string {
  const summary = summarize(samples);
  if (shows === undefined) return time(summary);
  const { best, median, spread } = summary;
  const figures = samples.find((each) => each.best === best)?.figures;
  return [
    shows(best),
    `${shows(median)} ± ${Math.round(spread * 50)} %`,
    ...(notes === undefined || figures === undefined ? [] : [notes(figures)]),
  ].join("\n");
}

function time({ best, median, spread }: Summary): string {
  const [unit, by, digits] = best >= 100_000 ? (["µs", 1000, 0] as const) : (["ns", 1, best < 1000 ? 1 : 0] as const);
  const show = (value: number) => (value / by).toFixed(digits);
  return `${show(best)} ${unit}\n${show(median)} ± ${Math.round(spread * 50)} %`;
}
