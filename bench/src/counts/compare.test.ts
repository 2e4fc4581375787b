import { expect, test } from "vitest";
import type { Counts } from "../results.ts";
import { compareCounts, comparedText, failing } from "./compare.ts";
import type { Stored } from "./stored.ts";

const stored: Stored = {
  calls: { noop: { topher: { crossings: 1, goBytes: 0 }, c: { instructions: 660 } } },
  async: { "tasks:1000": { topher: { crossings: 1.25 } } },
};

const nothingMissing = () => false;

function counted(name: string, contender: string, counts: Counts["counts"], suite = "calls"): Counts {
  return { suite, case: name, contender, counts };
}

function standings(counts: readonly Counts[], isMissing: (kind: string, figure: string) => boolean = nothingMissing) {
  return compareCounts(counts, stored, isMissing).map(
    ({ contender, figure, standing }) => `${contender} ${figure} ${standing}`,
  );
}

const all = [
  counted("noop", "topher/bun", { crossings: 1, goBytes: 0 }),
  counted("noop", "c", { instructions: 645 }),
  counted("tasks:1000", "topher/bun", { crossings: 1.01 }, "async"),
];

test("what is at its bound is within it, and so is what has room", () => {
  expect(standings(all)).toEqual([
    "topher/bun crossings within",
    "topher/bun goBytes within",
    "c instructions within",
    "topher/bun crossings within",
  ]);
});

test("more than the bound is above it, by how little ever", () => {
  const [, ...rest] = all;
  const compared = compareCounts(
    [counted("noop", "topher/bun", { crossings: 1, goBytes: 0.001 }), ...rest],
    stored,
    nothingMissing,
  );
  const above = compared.find(({ standing }) => standing === "above")!;
  expect(comparedText(above)).toBe("noop, topher/bun: goBytes must be at most 0, and is 0.001");
  expect(failing).toContain("above");
});

test("what is not a number is above its bound", () => {
  expect(standings([counted("noop", "topher/deno", { crossings: Number.NaN, goBytes: 0 })])[0]).toBe(
    "topher/deno crossings above",
  );
});

test("less than an exact bound is below it, and fails nothing", () => {
  expect(standings([counted("noop", "topher/deno", { crossings: 0, goBytes: 0 })])[0]).toBe(
    "topher/deno crossings below",
  );
  expect(failing).not.toContain("below");
});

test("a figure that varies is below its bound only when it is far below", () => {
  const of = (crossings: number) => standings([counted("tasks:1000", "topher/bun", { crossings }, "async")])[0];
  expect(of(0.6)).toBe("topher/bun crossings within");
  expect(of(0.4)).toBe("topher/bun crossings below");
});

test("a figure without a bound is new", () => {
  expect(standings([...all, counted("sum:8", "topher/bun", { copies: 0 })]).at(-1)).toBe("topher/bun copies new");
  expect(failing).toContain("new");
});

test("a bound that nothing is counted for is missing, unless it cannot be counted here", () => {
  const without = all.filter(({ contender }) => contender !== "c");
  expect(standings(without).at(-1)).toBe("c instructions missing");
  expect(standings(without, (_, figure) => figure === "instructions")).toHaveLength(3);
  expect(failing).toContain("missing");
});
