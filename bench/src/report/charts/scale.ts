// What a chart shows of nanoseconds, and the ticks of its axis.
import type { Unit } from "../../cases/case.ts";
import { formatRate, formatTime, threeDigits } from "../../figures.ts";

/** How a chart's axis divides. */
export type ScaleName = (typeof scales)[number];

/** The scales that there are. */
export const scales = ["log", "linear"] as const;

/** Whether something is the name of a scale. */
export function isScale(name: string): name is ScaleName {
  return (scales as readonly string[]).includes(name);
}

/** What people read a unit in. */
export interface Reading {
  /** What an axis counts. */
  readonly axis: string;
  readonly of: (nanoseconds: number) => number;
  readonly format: (value: number) => string;
}

/** The readings of units: a time is better when it is short, all others when they are many. */
export const readings: Readonly<Record<Unit, Reading>> = {
  call: { axis: "shorter is better", of: (nanoseconds) => nanoseconds, format: formatTime },
  rate: { axis: "more is better", of: (nanoseconds) => 1e9 / nanoseconds, format: formatRate },
  throughput: {
    axis: "more is better",
    of: (nanoseconds) => 1e9 / nanoseconds,
    format: (value) => `${threeDigits(value)} GiB/s`,
  },
};

/** An axis of ECharts for values, with labels that have room. */
export function axisOf(
  values: readonly number[],
  scale: ScaleName,
  format: (value: number) => string,
  width: number,
): Axis {
  const most = Math.max(...values);
  if (scale === "linear") {
    return {
      type: "value",
      min: 0,
      splitNumber: Math.min(8, Math.max(2, Math.floor(width / 70))),
      axisLabel: { formatter: (value) => (value === 0 ? "0" : tick(format(value))), hideOverlap: true },
    };
  }
  const first = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(most) - 1e-9));
  const step = Math.ceil(((last - first) * 52) / width);
  return {
    type: "log",
    logBase: 10,
    min: 10 ** first,
    max: 10 ** last,
    axisLabel: {
      formatter: (value) => ((Math.round(Math.log10(value)) - first) % step === 0 ? tick(format(value)) : ""),
      hideOverlap: false,
    },
  };
}

interface Axis {
  readonly type: "value" | "log";
  readonly logBase?: number;
  readonly min: number;
  readonly max?: number;
  readonly splitNumber?: number;
  readonly axisLabel: { readonly formatter: (value: number) => string; readonly hideOverlap: boolean };
}

/** `1.00 µs` is `1 µs` at a tick. */
function tick(text: string): string {
  return text.replace(/\.?0+(?=\D*$)/, (zeros) => (zeros.startsWith(".") ? "" : zeros)).replace(/(\.\d)0(?=\D)/, "$1");
}

/** The values of a row as one text: `57.1 – 62.3 ns`. */
export function rangeText(values: readonly number[], format: (value: number) => string): string {
  if (values.length === 0) return "–";
  const [least, most] = [format(Math.min(...values)), format(Math.max(...values))];
  if (least === most) return least;
  const unit = / ?\D*$/.exec(most)![0];
  return least.endsWith(unit) && unit !== "" ? `${least.slice(0, -unit.length)}–${most}` : `${least}–${most}`;
}
