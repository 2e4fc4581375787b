import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { RunFile } from "../bench/src/run-file.ts";
import { cases } from "../bench/src/cases/index.ts";
import { kinds } from "../bench/src/kinds.ts";
import { markersOf, readSavedRun, savedRun, valueOf, withFigures } from "./figures.ts";
import { proseDocuments } from "./prose.ts";

const root = path.resolve(import.meta.dirname, "..");
const read = (document: string) => readFileSync(path.join(root, document), "utf8");
const withMarkers = proseDocuments().filter((document) => markersOf(read(document)).length > 0);

describe("documents", () => {
  const run = readSavedRun();

  const title =
    run === undefined
      ? `%s is not compared: there is no ${savedRun} (npm run bench -- --save full)`
      : "%s shows what was measured (npm run docs)";
  test.skipIf(run === undefined).each(withMarkers)(title, (document) => {
    expect(read(document)).toBe(withFigures(read(document), run!));
  });

  test.each(withMarkers)("%s names cases and contenders that exist", (document) => {
    const names = new Set(Object.values(cases).flatMap((each) => each.map(({ name }) => name)));
    const known = (word: string) =>
      names.has(word) || Object.keys(kinds).includes(word.split("/")[0]!) || notNames.test(word);
    const unknown = markersOf(read(document)).flatMap(({ of }) => of.split(" ").filter((word) => !known(word)));
    expect(unknown).toEqual([]);
  });

  test.each(withMarkers)("%s has no marker at the beginning of a line", (document) => {
    expect(read(document)).not.toMatch(/^\s*<!-- \/?(figure|ratio|count|verdict)\b/m);
  });
});

/** What stands behind the names: a statistic, or what was counted. */
const notNames =
  /^(\/|best|median|memory|growth|lateness|busy\/idle|import|open|first|crossings|copies|goAllocations|goBytes|arenaBytes|instructions)$/;

describe("figures", () => {
  const sample = (name: string, contender: string, best: number, figures = {}) => {
    return { suite: "", case: name, contender, best, median: best * 1.5, figures, ...rest };
  };
  const rest = { mean: 0, p25: 0, p75: 0, p99: 0, calls: 1, round: 0, load: 0, seconds: 0 };
  const verdict = { suite: "calls", case: "noop", contender: "topher/node24", values: [1] };
  const run = {
    run: {
      suites: [
        {
          cases: [
            { name: "noop", unit: "call" },
            { name: "tasks", unit: "rate" },
            { name: "reader", unit: "throughput" },
          ],
        },
      ],
    },
    samples: [
      sample("noop", "c", 50),
      sample("noop", "topher/node24", 90),
      sample("noop", "topher/node24", 82.04),
      sample("noop", "topher/deno", 60),
      sample("noop", "ffi/node24", 82.04),
      sample("noop", "ffi/deno", 30),
      sample("tasks", "topher/node24", 2500, { lateness: 7, busy: 3, idle: 2, memory: 2 ** 30 }),
      sample("tasks", "topher/node24", 2600, { lateness: 5, busy: 4, idle: 4, memory: 2 ** 31 }),
      sample("reader", "topher/node24", 5e8),
      sample("reader", "topher/deno", 2.5e8),
    ],
    counts: [{ suite: "calls", case: "noop", contender: "topher/node24", counts: { copies: 0, crossings: 1.5 } }],
    verdicts: [
      { ...verdict, against: "c", holds: true },
      { ...verdict, against: "ffi/node24", holds: false },
    ],
  } as unknown as RunFile;

  test.each([
    ["figure", "noop topher/node24", "82.0 ns"],
    ["figure", "noop topher/*", "60.0 to 82.0 ns"],
    ["figure", "noop topher/node24 median", "135 ns"],
    ["figure", "tasks topher/*", "400 k/s"],
    ["figure", "reader topher/node24", "2.00 GiB/s"],
    ["figure", "reader topher/*", "2.00 to 4.00 GiB/s"],
    ["figure", "tasks topher/* lateness", "5.00 ms"],
    ["figure", "tasks topher/* memory", "2.00 GiB"],
    ["figure", "tasks topher/* busy/idle", "1.50 ×"],
    ["ratio", "noop topher/* / c", "1.20 to 1.64 ×"],
    ["ratio", "noop topher/* / ffi/*", "1.00 to 2.00 ×"],
    ["ratio", "tasks topher/node24 / noop c", "50.0 ×"],
    ["count", "noop topher/node24 copies", "0"],
    ["count", "noop topher/* crossings", "1.50"],
    ["verdict", "noop topher/* c", "holds"],
    ["verdict", "noop topher/node24", "does not hold"],
  ])("%s: %s is %s", (kind, of, shown) => {
    expect(valueOf({ kind, of }, run)).toBe(shown);
    const marked = (value: string) => `It takes <!-- ${kind}: ${of} -->${value}<!-- /${kind} -->.`;
    expect(withFigures(marked("something"), run)).toBe(marked(shown));
  });

  test.each([
    ["figure", "nothing c", "there is no case nothing"],
    ["figure", "noop python", "nothing like that was measured"],
    ["figure", "noop c memory", "no memory was measured"],
    ["figure", "noop c worst", "there is no worst, but best, median,"],
    ["ratio", "noop c", "a ratio is CASE CONTENDER / CONTENDER"],
    ["ratio", "reader topher/* / c", "c was not measured in reader"],
    ["count", "noop c copies", "nothing like that was counted"],
    ["verdict", "tasks c", "no such bound was tried"],
    ["number", "noop c", "a figure is one of figure, ratio, count, verdict, not number"],
  ])("%s: %s fails: %s", (kind, of, message) => {
    expect(() => valueOf({ kind, of }, run)).toThrow(message);
  });
});
