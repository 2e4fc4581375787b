// The tables of docs/when-to-cross.md, from the saved run.
import { caseOf } from "../bench/src/cases/index.ts";
import type { RunFile } from "../bench/src/run-file.ts";
import { bestOf } from "../bench/src/summary.ts";
import { readSavedRun, valueOf } from "./figures.ts";
import { markdownTable } from "./markdown-table.ts";

/** Tables by name. */
export const crossingTables: Readonly<Record<string, () => string>> = {
  "crossing-costs": () => costs(["topher", "javascript", "worker", "frames"], crossed),
  "crossing-work": () => work(),
  "crossing-background": () => costs(["topher", "thread-pool", "worker", "frames"], background),
};

/** What every contender is called here. */
const titles = {
  topher: "topher",
  javascript: "plain JavaScript",
  worker: "a worker",
  frames: "a Go process",
  "thread-pool": "a pool of threads",
} as const;

type Kind = keyof typeof titles;

/** What crosses, and the case that measures it. */
const crossed: readonly (readonly [string, string])[] = [
  ["nothing", "noop"],
  ["two numbers, and one back", "add2"],
  ["8 numbers in a typed array, and one back", "sum:8"],
  ["a million numbers, and as many back", "normalize:1000000"],
  ["16 bytes of text, there and back", "text:16"],
  ["1 MiB of text, there and back", "text:1048576"],
  ["1 MiB of bytes, there and back", "bytes:1048576"],
  ["a small struct, there and back", "item"],
  ["1,000 structs, there and back", "items:1000"],
  ["a map of 100 entries, there and back", "map:100"],
  ["an error", "error"],
  ["a callback, of 100 in a call", "callback:100"],
];

const background: readonly (readonly [string, string])[] = [
  ["one task after another", "lone"],
  ["100,000 tasks in flight", "tasks:100000"],
  ["callbacks to one call that waits for each", "callbacks:1"],
  ["callbacks to eight such calls", "callbacks:8"],
  ["values of a channel", "channel:1000000"],
];

/** Work, the case that does it in JavaScript, and the one that does it in Go. */
const works: readonly (readonly [string, string, string])[] = [
  ["10 million terms of π", "pi:10000000", "pi:10000000"],
  ["the same, Go on all cores", "pi:10000000", "pi-cores:10000000"],
  ["shuffle 10 million numbers", "shuffle:10000000", "shuffle:10000000"],
  ["the same, Go on all cores", "shuffle:10000000", "shuffle-cores:10000000"],
  ["dot product of 100 million numbers", "dot:100000000", "dot:100000000"],
  ["the same, Go on all cores", "dot:100000000", "dot-cores:100000000"],
  ["hand over a plain array of 10 million numbers", "list-plain:10000000", "list-plain:10000000"],
  ["hand over a typed array of as many", "list-typed:10000000", "list-typed:10000000"],
];

function costs(kinds: readonly Kind[], rows: readonly (readonly [string, string])[]): string {
  const run = readSavedRun();
  return markdownTable(
    ["what", ...kinds.map((kind) => titles[kind])],
    rows.map(([what, name]) => [what, ...kinds.map((kind) => figure(name, kind, run))]),
  );
}

function work(): string {
  const run = readSavedRun();
  return markdownTable(
    ["work", titles.javascript, "Go through topher", "faster"],
    works.map(([what, here, there]) => [
      what,
      figure(here, "javascript", run),
      figure(there, "topher", run),
      run === undefined ? notYet : faster(here, there, run),
    ]),
  );
}

const notYet = "not measured yet";

/** From the fastest to the slowest of the runtimes. */
function figure(name: string, kind: Kind, run: RunFile | undefined): string {
  caseOf(name); // throws where there is none
  if (run === undefined) return notYet;
  const there = run.samples.some((each) => each.case === name && each.contender.startsWith(`${kind}/`));
  return there ? valueOf({ kind: "figure", of: `${name} ${kind}/*` }, run) : "–";
}

/** Who is faster in all runtimes, by more than noise. */
function faster(here: string, there: string, { samples }: RunFile): string {
  const best = (name: string, contender: string) =>
    bestOf(samples.filter((each) => each.case === name && each.contender === contender));
  const runtimes = new Set(samples.flatMap(({ contender }) => contender.split("/")[1] ?? []));
  const ratios = [...runtimes]
    .map((runtime) => best(here, `javascript/${runtime}`) / best(there, `topher/${runtime}`))
    .filter((ratio) => ratio > 0 && ratio < Infinity);
  if (ratios.length === 0) return "–";
  if (ratios.every((ratio) => ratio > 1.05)) return "Go";
  return ratios.every((ratio) => ratio < 0.95) ? "JavaScript" : "neither";
}
