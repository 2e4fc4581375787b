// Dot plots: rows, one or several panels side by side, in each a symbol for each measured value, and beside it the row's values as text.
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, CustomSeriesRenderItemReturn } from "echarts";
import type { Drawing, Drawn } from "./drawing.ts";
import type { Mark } from "./marks.ts";
import { axisOf, type Reading } from "./scale.ts";
import { fonts, schemes, type Scheme } from "./scheme.ts";

/** What a dot plot shows. */
export interface Dots {
  readonly rows: readonly { readonly title: string; readonly strong: boolean }[];
  readonly panels: readonly Panel[];
  /** The marks that the dots have, in the order of the legend. */
  readonly marks: readonly Mark[];
}

/** One panel of a dot plot. */
export interface Panel {
  readonly title: string;
  readonly reading: Reading;
  readonly dots: readonly Dot[];
  /** What is beside each row. */
  readonly beside: readonly string[];
  /** The dots of a row do not lie on one line, because many of them are equal. */
  readonly spread?: boolean;
  /** The value that others are compared with. */
  readonly reference?: number;
}

/** A measured value. */
export interface Dot {
  readonly row: number;
  readonly mark: Mark;
  readonly value: number;
  /** The contender. */
  readonly name: string;
  /** What it is and how much, for whoever points at it. */
  readonly tip: string;
}

const rowHeight = 24;
const gap = 18;
const axisHeight = 38;

/** Lays a dot plot out for a width and gives ECharts what to draw. */
export function drawDots({ rows, panels, marks }: Dots, { width, scheme, scale, untitled = false }: Drawing): Drawn {
  const colours = schemes[scheme];
  const longest = Math.max(...rows.map(({ title, strong }) => title.length * (strong ? 7.9 : 7.1)));
  const labels = Math.min(Math.round(longest) + 14, Math.round(width * 0.4));
  const besides = Math.max(...panels.flatMap(({ beside }) => beside.map((text) => text.length))) * 6.6 + 12;
  const most = Math.max(1, Math.floor((width - labels) / (besides + 110 + gap)));
  const lines = Math.ceil(panels.length / most);
  const columns = Math.ceil(panels.length / lines);
  const cell = (width - labels) / columns;
  const used = new Set(panels.flatMap(({ dots }) => dots.map(({ mark }) => mark.title)));
  const shown = marks.filter(({ title }) => used.has(title));
  const legend = legendLines(shown, width) * 22 + 12;
  const titleHeight = untitled ? 0 : 26;
  const high = rows.length * rowHeight;
  const boxes = panels.map((_, at) => ({
    left: labels + (at % columns) * cell + (at % columns === 0 ? 0 : gap),
    top: legend + titleHeight + Math.floor(at / columns) * (titleHeight + high + axisHeight + 6),
    width: cell - besides - (at % columns === 0 ? 0 : gap) - 4,
    height: high,
  }));
  const strong = rows.flatMap((row, at) => (row.strong ? [at] : []));
  return {
    height: legend + lines * (titleHeight + high + axisHeight + 6),
    option: {
      animation: false,
      textStyle: { fontFamily: fonts, color: colours.text },
      legend: {
        data: shown.map((mark) => ({ name: mark.title, icon: mark.symbol, itemStyle: painted(mark, scheme) })),
        selectedMode: false,
        left: 0,
        top: 0,
        width: width - 12,
        itemWidth: 11,
        itemHeight: 10,
        itemGap: 24,
        textStyle: { color: colours.text, fontFamily: fonts, fontSize: 12 },
      },
      tooltip: {
        trigger: "item",
        transitionDuration: 0,
        confine: true,
        backgroundColor: colours.ground,
        borderColor: colours.range,
        textStyle: { color: colours.text, fontFamily: fonts, fontSize: 12 },
        formatter: ({ data }: { data: { tip?: string } }) => data.tip ?? "",
      },
      title: panels.map(({ title }, at) => ({
        text: untitled ? "" : title,
        left: boxes[at]!.left - (at % columns === 0 ? 0 : 2),
        top: boxes[at]!.top - titleHeight + 4,
        padding: 0,
        textStyle: { fontSize: 13, fontWeight: 600, color: colours.text, fontFamily: fonts },
      })),
      grid: boxes.map((box) => ({ ...box, outerBoundsMode: "none" })),
      xAxis: panels.map((panel, at) => {
        const { dots, reading, reference } = panel;
        const values = [...dots.map(({ value }) => value), ...(reference === undefined ? [] : [reference])];
        const axis = axisOf(values, scale, reading.format, boxes[at]!.width);
        return {
          ...axis,
          gridIndex: at,
          name: reading.axis,
          nameLocation: "middle",
          nameGap: 21,
          nameTextStyle: { color: colours.quiet, fontSize: 11 },
          axisLabel: { ...axis.axisLabel, color: colours.quiet, fontSize: 11, margin: 5 },
          axisLine: { show: false },
          axisTick: { show: false },
          minorTick: { show: false },
          splitLine: { show: true, lineStyle: { color: colours.guide } },
        };
      }),
      yAxis: panels.map((_, at) => ({
        type: "category",
        gridIndex: at,
        inverse: true,
        data: rows.map(({ title }) => title),
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: {
          show: at % columns === 0,
          interval: 0,
          margin: 10,
          width: labels - 12,
          overflow: "truncate",
          color: colours.text,
          fontSize: 12,
          formatter: (title: string, row: number) => (rows[row]!.strong ? `{strong|${title}}` : title),
          rich: { strong: { fontWeight: 700, fontSize: 12, color: colours.text } },
        },
      })),
      series: panels.flatMap((panel, at) => [
        {
          type: "custom",
          silent: true,
          xAxisIndex: at,
          yAxisIndex: at,
          clip: false,
          z: 1,
          data: rows.map((_, row) => rowOf(panel, row)),
          encode: { x: [0, 1], y: 2 },
          renderItem: rowRenderer(panel, strong, colours),
        },
        ...shown.map((mark) => ({
          type: "scatter",
          name: mark.title,
          xAxisIndex: at,
          yAxisIndex: at,
          symbol: mark.symbol,
          symbolSize: mark.symbol.startsWith("path:") ? [mark.size / 4, mark.size] : mark.size,
          itemStyle: painted(mark, scheme),
          z: 3,
          clip: false,
          data: panel.dots
            .filter((dot) => dot.mark.title === mark.title)
            .map((dot) => ({ value: [dot.value, dot.row], tip: dot.tip, symbolOffset: [0, below(dot, panel)] })),
        })),
      ]),
    },
  };
}

/** The lines that the legend takes, by the length of its texts. */
function legendLines(marks: readonly Mark[], width: number): number {
  let lines = 1;
  let used = 0;
  for (const { title } of marks) {
    const wide = title.length * 6.8 + 42;
    if (used + wide > width - 12 && used > 0) {
      lines++;
      used = 0;
    }
    used += wide;
  }
  return lines;
}

/** Pixels below the middle of its row, so that equal values do not hide each other; a row of few is less apart. */
function below(dot: Dot, { dots, spread }: Panel): number {
  if (spread !== true) return 0;
  const row = dots.filter((each) => each.row === dot.row);
  return (row.indexOf(dot) - (row.length - 1) / 2) * Math.min(4, 13 / row.length);
}

function painted({ colour, hollow }: Mark, scheme: Drawing["scheme"]): object {
  return hollow
    ? { color: schemes[scheme].ground, borderColor: colour[scheme], borderWidth: 1.75, opacity: 1 }
    : { color: colour[scheme], borderWidth: 0, opacity: 1 };
}

/** The least and the most of a row; where it has none, anywhere. */
function rowOf({ dots, reading }: Panel, row: number): number[] {
  const values = dots.filter((dot) => dot.row === row).map(({ value }) => value);
  const anywhere = dots[0]?.value ?? reading.of(1);
  return values.length === 0 ? [anywhere, anywhere, row] : [Math.min(...values), Math.max(...values), row];
}

type Renderer = (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => CustomSeriesRenderItemReturn;

/** Draws what lies behind the symbols of a row, and the text beside it. */
function rowRenderer({ dots, beside, reference }: Panel, strong: readonly number[], colours: Scheme): Renderer {
  return (params, api) => {
    const row = api.value(2) as number;
    const [from, y] = api.coord([api.value(0), row]) as [number, number];
    const [to] = api.coord([api.value(1), row]) as [number, number];
    const box = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
    const empty = !dots.some((dot) => dot.row === row);
    const isStrong = strong.includes(row);
    const line = (x1: number, x2: number, stroke: string, lineWidth: number, y1 = y, y2 = y) =>
      ({ type: "line", shape: { x1, x2, y1, y2 }, style: { stroke, lineWidth } }) as const;
    const band = {
      type: "rect",
      shape: { x: box.x, y: y - rowHeight / 2, width: box.width, height: rowHeight },
      style: { fill: colours.band },
    } as const;
    const at = reference === undefined ? undefined : (api.coord([reference, row]) as [number, number])[0];
    return {
      type: "group",
      children: [
        ...(isStrong ? [band] : []),
        line(box.x, box.x + box.width, colours.guide, 1),
        ...(at === undefined ? [] : [line(at, at, colours.quiet, 1, y - rowHeight / 2, y + rowHeight / 2)]),
        ...(empty ? [] : [line(from, to, colours.range, 2)]),
        {
          type: "text",
          x: box.x + box.width + 9,
          y,
          style: {
            text: beside[row] ?? "",
            fill: empty ? colours.quiet : colours.text,
            font: `${isStrong ? "600 " : ""}11px ${fonts}`,
            verticalAlign: "middle",
            align: "left",
          },
        },
      ],
    };
  };
}
