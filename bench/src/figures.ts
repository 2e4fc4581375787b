// How people read figures: three digits, and the unit in which they are between 1 and 1000.
import type { Unit } from "./cases/case.ts";

/** A time in nanoseconds: `54.2 ns`, `1.23 µs`, `12.3 ms`, `1.20 s`. */
export function formatTime(nanoseconds: number): string {
  const { by, unit } = unitOf(nanoseconds, times);
  return `${threeDigits(nanoseconds / by)} ${unit}`;
}

/** What a case shows of its nanoseconds for each operation, whatever people read it in: a time, operations or GiB a second. */
export function formatFigure(nanoseconds: number, unit: Unit = "call"): string {
  return formats[unit](nanoseconds);
}

/** So many a second: `812 k/s`, `1.20 M/s`. */
export function formatRate(perSecond: number): string {
  const { by, unit } = unitOf(perSecond, thousands);
  return `${threeDigits(perSecond / by)}${unit === "" ? "" : ` ${unit}`}/s`;
}

/** How many times as long: `1.08 ×`; below a tenth two digits, however small: `0.0031 ×`. */
export function formatRatio(ratio: number): string {
  return `${ratio > 0 && ratio < 0.0995 ? Number(ratio.toPrecision(2)) : threeDigits(ratio)} ×`;
}

/** Half of the distance of the quartiles, as a share of the median: `± 2 %`. */
export function formatSpread(spread: number): string {
  return `± ${Math.round(spread * 100)} %`;
}

/** A number with three digits, or two where it is small: `0.0042`, `0.54`, `1.23`, `12.3`, `1,230`. */
export function threeDigits(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 999.5) return Math.round(value).toLocaleString("en-US");
  if (size > 0 && size < 0.0995) return Number(value.toPrecision(2)).toString();
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

interface Step {
  readonly by: number;
  readonly unit: string;
}

const times: readonly Step[] = [
  { by: 1, unit: "ns" },
  { by: 1e3, unit: "µs" },
  { by: 1e6, unit: "ms" },
  { by: 1e9, unit: "s" },
];

const thousands: readonly Step[] = [
  { by: 1, unit: "" },
  { by: 1e3, unit: "k" },
  { by: 1e6, unit: "M" },
  { by: 1e9, unit: "G" },
];

const formats: Readonly<Record<Unit, (nanoseconds: number) => string>> = {
  call: formatTime,
  rate: (nanoseconds) => formatRate(1e9 / nanoseconds),
  throughput: (nanoseconds) => `${threeDigits(1e9 / nanoseconds)} GiB/s`,
};

/** The largest unit of which there is at least one; what rounds up to 1,000 is one of the next. */
function unitOf(value: number, steps: readonly Step[]): Step {
  return steps.findLast(({ by }) => Math.abs(value) >= by * 0.9995) ?? steps[0]!;
}
