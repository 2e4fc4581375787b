import { expect, it } from "vitest";
import { formatFigure, formatRatio, formatSpread, formatTime, threeDigits } from "./figures.ts";

it("shows times in the unit that fits", () => {
  expect([0.5, 54.23, 999.4, 999.6, 1234, 12_345_678, 1.2e9].map(formatTime)).toEqual([
    "0.50 ns",
    "54.2 ns",
    "999 ns",
    "1.00 µs",
    "1.23 µs",
    "12.3 ms",
    "1.20 s",
  ]);
});

it("shows what a case measures as people read it", () => {
  expect(formatFigure(1231)).toBe("1.23 µs");
  expect(formatFigure(1231, "rate")).toBe("812 k/s");
  expect(formatFigure(2.5e8, "throughput")).toBe("4.00 GiB/s");
});

it("shows ratios and spreads", () => {
  expect([0.00312, 0.05, 0.0996, 1.084, 12.34, 1234].map(formatRatio)).toEqual([
    "0.0031 ×",
    "0.05 ×",
    "0.10 ×",
    "1.08 ×",
    "12.3 ×",
    "1,234 ×",
  ]);
  expect(formatSpread(0.024)).toBe("± 2 %");
});

it("shows what is no number as such", () => {
  expect(threeDigits(Number.NaN)).toBe("NaN");
});
