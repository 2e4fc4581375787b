// A curve of memory as a picture, in the look of the benchmark's charts.
import { LineChart } from "echarts/charts";
import { use } from "echarts/core";
import { schemes, fonts, type SchemeName } from "../../bench/src/report/charts/scheme.ts";
import { svgOf } from "../../bench/src/report/charts/svg.ts";

use([LineChart]);

/** A curve as it was written: names of columns, and numbers in rows. */
export interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/** What is drawn, from the highest line to the lowest, and how. */
const lines = [
  { column: "resident", title: "resident", colour: { light: "#8c959f", dark: "#8b949e" }, type: "dotted" },
  {
    column: "held",
    title: "resident, less the reserve of JavaScript's heap",
    colour: { light: "#0969da", dark: "#58a6ff" },
    type: "solid",
  },
  {
    column: "javascript",
    title: "in use in JavaScript's heap",
    colour: { light: "#9a6700", dark: "#d29922" },
    type: "dashed",
  },
  { column: "go", title: "in use in Go's heap", colour: { light: "#1a7f37", dark: "#3fb950" }, type: "solid" },
] as const;

const width = 880;
const height = 340;

/** Reads lines of numbers with names above them. */
export function parseTable(text: string): Table {
  const [head, ...rows] = text.trimEnd().split("\n");
  return { names: head!.split(","), rows: rows.map((row) => row.split(",").map(Number)) };
}

/** What a curve shows, for those who do not see it. */
export function describeCurve(table: Table): string {
  const calls = table.rows.at(-1)![table.names.indexOf("calls")]!;
  const parts = shown(table).map(({ title, values }) => {
    const [first, last] = [values[Math.floor(values.length * 0.3)]!, values.at(-1)!];
    return `${title}: ${mebibytes(first)} MiB when warm, ${mebibytes(last)} MiB at the end`;
  });
  return `After ${calls.toLocaleString("en-US")} calls. ${parts.join("; ")}.`;
}

/** Draws a curve. */
export function drawCurve(table: Table, title: string, scheme: SchemeName): string {
  const colours = schemes[scheme];
  const calls = table.names.indexOf("calls");
  const drawn = shown(table);
  const axis = {
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: colours.quiet, fontSize: 11 },
    splitLine: { lineStyle: { color: colours.guide } },
    nameTextStyle: { color: colours.quiet, fontSize: 11 },
  };
  const option = {
    animation: false,
    textStyle: { fontFamily: fonts, color: colours.text },
    legend: {
      data: drawn.map((line) => ({ name: line.title, lineStyle: { color: line.colour[scheme], type: line.type } })),
      left: 0,
      top: 0,
      width: width - 12,
      selectedMode: false,
      itemGap: 48,
      itemWidth: 30,
      itemStyle: { opacity: 0 },
      textStyle: { color: colours.text, fontFamily: fonts, fontSize: 12 },
    },
    grid: { left: 54, right: 16, top: 60, bottom: 44, outerBoundsMode: "none" },
    xAxis: {
      ...axis,
      type: "value",
      max: table.rows.at(-1)![calls]! / 1e6,
      name: "million calls",
      nameLocation: "middle",
      nameGap: 26,
    },
    yAxis: { ...axis, type: "value", min: 0, name: "MiB", nameLocation: "end" },
    series: drawn.map((line) => ({
      type: "line",
      name: line.title,
      symbol: "none",
      silent: true,
      lineStyle: { color: line.colour[scheme], width: 1.75, type: line.type },
      itemStyle: { color: line.colour[scheme] },
      data: line.values.map((value, row) => [table.rows[row]![calls]! / 1e6, value / 1024]),
    })),
  };
  return svgOf({ option, height }, { width, scheme, scale: "linear" }, { title, description: describeCurve(table) });
}

function shown(table: Table) {
  return lines
    .filter(({ column }) => table.names.includes(column))
    .map((line) => ({ ...line, values: table.rows.map((row) => row[table.names.indexOf(line.column)]!) }));
}

function mebibytes(kibibytes: number): string {
  return (kibibytes / 1024).toFixed(0);
}
