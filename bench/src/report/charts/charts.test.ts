import { describe, expect, test } from "vitest";
import { drawCurve } from "../../../../conformance/results/picture.ts";
import { madeUpRun } from "../made-up.test-kit.ts";
import { reported } from "../reported.ts";
import { everything } from "./by-kind.ts";
import { chartOf, dotsOf, headlines } from "./charts.ts";
import { describeDots } from "./describe.ts";
import { drawDots } from "./dots.ts";
import { axisOf, rangeText, readings } from "./scale.ts";
import { svgOf } from "./svg.ts";

const report = reported(madeUpRun());

describe("charts", () => {
  const [calls, , workloads] = headlines;

  test("have a row for each kind, and a symbol for each runtime that has it", () => {
    const dots = dotsOf(calls!, report, everything)!;
    const worker = dots.rows.findIndex(({ title }) => title === "JavaScript worker");
    const marks = dots.panels[0]!.dots.filter(({ row }) => row === worker).map(({ mark }) => mark.title);
    expect(marks).toEqual(["Node 22", "Node 24", "Node 26", "Bun"]);
  });

  test("compare with JavaScript in the same runtime", () => {
    const dots = dotsOf(workloads!, report, everything)!;
    expect(describeDots(dots)).toContain("π, 10⁷ terms topher: 1.39 × as fast");
    const bun = dotsOf(workloads!, report, { ...everything, places: (place) => place === "bun" || place === "alone" })!;
    expect(bun.panels[0]!.title).toBe("In Bun");
  });

  test("are not there where nothing was measured", () => {
    expect(dotsOf(headlines[1]!, report, everything)).toBeUndefined();
    expect(dotsOf(calls!, report, { ...everything, kinds: () => false })).toBeUndefined();
  });

  test("are the same bytes each time, with words for those who do not see them", () => {
    const chart = chartOf(report.suites[0]!);
    const dots = dotsOf(chart, report, everything)!;
    const drawing = { width: 880, scheme: "light", scale: "log" } as const;
    const draw = () => svgOf(drawDots(dots, drawing), drawing, { title: "A < B", description: describeDots(dots) });
    expect(draw()).toBe(draw());
    expect(draw()).toContain('role="img" aria-labelledby="title description"');
    expect(draw()).toContain('<title id="title">A &lt; B</title>');
    expect(draw()).toContain("topher 60.0–100 ns;");
    // Its lines are there, and what only a pointer sees is not.
    expect(draw()).toMatch(/<path d="M[\d.]+ [\d.]+L[\d.]+ [\d.]+" fill="none" stroke="#e4e8ec"><\/path>/);
    expect(draw()).not.toMatch(/ecmeta|zr\d|pointer-events/);
  });
});

test("a curve of memory is the same bytes each time, also what cuts its lines", () => {
  const table = {
    names: ["calls", "resident", "held", "javascript", "go"],
    rows: [
      [0, 1e6, 1e6, 1e6, 1e6],
      [1e6, 2e6, 2e6, 1e6, 1e6],
    ],
  };
  const draw = (): string => drawCurve(table, "A curve", "dark");
  expect(draw()).toBe(draw());
  expect(draw()).toMatch(/clip-path="url\(#clip0\)"/);
});

describe("axes", () => {
  test.each([
    ["call", [2, 41_700], ["1 ns", "10 ns", "100 ns", "1 µs", "10 µs", "100 µs"]],
    ["rate", [1e3, 1e4], ["100 k/s", "1 M/s"]],
    ["throughput", [0.2e9, 2e9], ["0.1 GiB/s", "1 GiB/s", "10 GiB/s"]],
  ] as const)("of %s have ticks in its units", (unit, nanoseconds, ticks) => {
    const { of, format } = readings[unit];
    const axis = axisOf(nanoseconds.map(of), "log", format, 800);
    const count = Math.round(Math.log10(axis.max! / axis.min)) + 1;
    const shown = Array.from({ length: count }, (_, at) => axis.axisLabel.formatter(axis.min * 10 ** at));
    expect(shown).toEqual(ticks);
  });

  test("leave ticks out where there is no room, and begin at 0 where they are linear", () => {
    const { format } = readings.call;
    const narrow = axisOf([1, 1e6], "log", format, 150);
    expect([1, 10, 1e3].map((value) => narrow.axisLabel.formatter(value))).toEqual(["1 ns", "", "1 µs"]);
    expect(axisOf([5, 10], "linear", format, 150).min).toBe(0);
  });

  test("rows have their least and their most beside them, the unit once", () => {
    const { format } = readings.call;
    expect(rangeText([60, 100], format)).toBe("60.0–100 ns");
    expect(rangeText([900, 1100], format)).toBe("900 ns–1.10 µs");
    expect(rangeText([5], format)).toBe("5.00 ns");
    expect(rangeText([], format)).toBe("–");
  });
});
