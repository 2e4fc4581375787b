// Figures of the benchmark in Markdown. What stands between the comments is written by `npm run docs` from the saved run, where there is one:
//
//   <!-- figure: noop topher/node24 -->…<!-- /figure -->           the best time or rate of a case for a contender
//   <!-- figure: noop topher/* -->…<!-- /figure -->                from the lowest to the highest of the runtimes
//   <!-- figure: noop topher/node24 median -->…<!-- /figure -->    the median of the processes' medians
//   <!-- figure: slices:100000 topher/* lateness -->…<!-- /figure -->   what else a case has measured
//   <!-- figure: slices:100000 topher/* busy/idle -->…<!-- /figure -->  and how many times as much as another one
//   <!-- ratio: noop topher/* / c -->…<!-- /ratio -->              how many times as long as another contender, runtime by runtime
//   <!-- ratio: callbacks:1 topher/* / callbacks:8 topher/* -->…<!-- /ratio -->   or as another case
//   <!-- count: normalize:1000 topher/* copies -->…<!-- /count -->   what is counted and not timed
//   <!-- verdict: noop topher/* c -->…<!-- /verdict -->            whether the bounds hold, against that contender or all of them
//
// A marker stands within a line: a line that begins with one would be HTML for Markdown.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Unit } from "../bench/src/cases/case.ts";
import { formatFigure, formatRatio, formatTime, threeDigits } from "../bench/src/figures.ts";
import { parseRun, type RunFile } from "../bench/src/run-file.ts";
import { summarize } from "../bench/src/summary.ts";

/** A marker with what it shows. */
export interface Marker {
  readonly kind: string;
  /** What follows the kind: `noop topher/node24`. */
  readonly of: string;
  readonly shown: string;
}

/** The run that documents show, relative to the repository. */
export const savedRun = "bench/results/saved/full.jsonl";

const marker = /<!-- (figure|ratio|count|verdict): ([^>]*?) -->([\s\S]*?)<!-- \/\1 -->/g;

/** The saved run, where there is one. */
export function readSavedRun(): RunFile | undefined {
  const file = path.resolve(import.meta.dirname, "..", savedRun);
  return existsSync(file) ? parseRun(readFileSync(file, "utf8")) : undefined;
}

/** The markers of a document. */
export function markersOf(markdown: string): Marker[] {
  return [...markdown.matchAll(marker)].map(([, kind = "", of = "", shown = ""]) => ({ kind, of, shown }));
}

/** A document's text with the figures of a run. */
export function withFigures(markdown: string, run: RunFile): string {
  return markdown.replaceAll(
    marker,
    (_, kind: string, of: string) => `<!-- ${kind}: ${of} -->${valueOf({ kind, of }, run)}<!-- /${kind} -->`,
  );
}

/** What a run says about a marker. */
export function valueOf({ kind, of }: Pick<Marker, "kind" | "of">, run: RunFile): string {
  const show = shows[kind];
  if (show === undefined) throw new Error(`a figure is one of ${Object.keys(shows).join(", ")}, not ${kind}`);
  try {
    return show(of.split(" "), run);
  } catch (error) {
    throw new Error(`${kind}: ${of}: ${(error as Error).message}`, { cause: error });
  }
}

const shows: Readonly<Record<string, (words: readonly string[], run: RunFile) => string>> = {
  figure: ([name = "", wanted = "", what = "best"], run) => {
    const unit = unitOf(name, run);
    const { by, format } = statistic(what, unit);
    const values = contenders(name, wanted, run).map((contender) => by(samplesOf(name, contender, run)));
    // The longest time is the lowest rate.
    const isRate = unit !== "call" && (what === "best" || what === "median");
    return range(
      values.toSorted((a, b) => (isRate ? b - a : a - b)),
      format,
    );
  },
  ratio(words, run) {
    const at = words.indexOf("/");
    const [name = "", wanted = ""] = words.slice(0, at);
    const [other = "", against = ""] = at + 2 === words.length ? [name, words[at + 1]] : words.slice(at + 1);
    if (at !== 2) throw new Error("a ratio is CASE CONTENDER / CONTENDER, or CASE CONTENDER / CASE CONTENDER");
    const ratios = contenders(name, wanted, run).map((contender) => {
      const same = against.replace("*", contender.split("/")[1] ?? "");
      return bestOf(samplesOf(name, contender, run)) / bestOf(samplesOf(other, same, run));
    });
    return range(ascending(ratios), formatRatio);
  },
  count([name = "", wanted = "", what = ""], { counts }) {
    const found = counts.filter((each) => each.case === name && matches(each.contender, wanted));
    const values = found.flatMap(({ counts }) => counts[what] ?? []);
    if (values.length === 0) throw new Error("nothing like that was counted");
    return range(ascending(values), (value) =>
      Number.isInteger(value) ? value.toLocaleString("en-US") : threeDigits(value),
    );
  },
  verdict([name = "", wanted = "", against], { verdicts }) {
    const found = verdicts.filter(
      (each) =>
        each.case === name &&
        matches(each.contender, wanted) &&
        (against === undefined || (each.against !== undefined && matches(each.against, against))),
    );
    if (found.length === 0) throw new Error("no such bound was tried");
    return found.every(({ holds }) => holds) ? "holds" : "does not hold";
  },
};

interface Statistic {
  readonly by: (samples: Samples) => number;
  readonly format: (value: number) => string;
}

type Samples = RunFile["samples"];

/** A statistic by its name, in a case whose times are read in this unit. */
function statistic(name: string, unit: Unit): Statistic {
  const [dividend = "", divisor] = name.split("/");
  if (divisor !== undefined) {
    const least = (samples: Samples, figure: string) => Math.min(...figuresOf(samples, figure));
    return { by: (samples) => least(samples, dividend) / least(samples, divisor), format: formatRatio };
  }
  const format = (value: number) => formatFigure(value, unit);
  if (name === "best") return { by: bestOf, format };
  if (name === "median") return { by: (samples) => summarize(samples).median, format };
  const figure = figures[name];
  if (figure === undefined)
    throw new Error(`there is no ${name}, but best, median, ${Object.keys(figures).join(", ")}`);
  return { by: (samples) => figure.of(figuresOf(samples, name)), format: figure.format };
}

const milliseconds = {
  // Noise only ever adds to it.
  of: (values: readonly number[]) => Math.min(...values),
  format: (value: number) => formatTime(value * 1e6),
};

/** What cases measure beside the time: which of the processes' figures counts, and how it is read. */
const figures: Readonly<
  Record<string, { of: (values: readonly number[]) => number; format: (value: number) => string }>
> = {
  lateness: milliseconds,
  busy: milliseconds,
  idle: milliseconds,
  import: milliseconds,
  open: milliseconds,
  first: milliseconds,
  // No process may exceed it.
  memory: {
    of: (values) => Math.max(...values),
    format: (value) => `${threeDigits(value / 2 ** 30)} GiB`,
  },
  growth: {
    of: (values) => Math.max(...values),
    format: (value) => `${threeDigits(value / 2 ** 20)} MiB`,
  },
};

function figuresOf(samples: Samples, name: string): number[] {
  return samples.map(({ figures }) => {
    const value = figures?.[name];
    if (value === undefined) throw new Error(`no ${name} was measured`);
    return value;
  });
}

function bestOf(samples: Samples): number {
  return summarize(samples).best;
}

/** The contenders that a run measured in a case: one, or with `*` for the runtime all of a kind. */
function contenders(name: string, wanted: string, { samples }: RunFile): string[] {
  const found = samples.filter((each) => each.case === name && matches(each.contender, wanted));
  if (found.length === 0) throw new Error("nothing like that was measured");
  return [...new Set(found.map(({ contender }) => contender))];
}

function matches(contender: string, wanted: string): boolean {
  return wanted.endsWith("/*") ? contender.startsWith(wanted.slice(0, -1)) : contender === wanted;
}

function samplesOf(name: string, contender: string, { samples }: RunFile): Samples {
  const found = samples.filter((each) => each.case === name && each.contender === contender);
  if (found.length === 0) throw new Error(`${contender} was not measured in ${name}`);
  return found;
}

function unitOf(name: string, { run }: RunFile): Unit {
  const found = run.suites.flatMap(({ cases }) => cases).find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no case ${name}`);
  return found.unit;
}

function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}

/** One value, or the first and the last: `82.1 to 95.3 ns`. */
function range(values: readonly number[], format: (value: number) => string): string {
  const [low = "", high = ""] = [values[0]!, values.at(-1)!].map(format);
  if (low === high) return low;
  const [, unit] = / \S+$/.exec(high) ? low.split(/ (?=\S+$)/) : [];
  return unit !== undefined && high.endsWith(` ${unit}`)
    ? `${low.slice(0, -unit.length - 1)} to ${high}`
    : `${low} to ${high}`;
}
