import { drawDots, type Dots } from "../charts/dots.ts";
import { describeDots } from "../charts/describe.ts";
import { init } from "../charts/echarts.ts";
import type { Chart } from "../charts/charts.ts";
import type { SchemeName } from "../charts/scheme.ts";
import { element } from "./element.ts";
import { tableOf } from "./table.ts";
import { hashOf, type State } from "./state.ts";

/** A chart in the page. */
export interface Figure {
  readonly element: HTMLElement;
  /** Draws it as wide as it has room; called when it is in the page, and when the room has changed. */
  draw(scheme: SchemeName): void;
  dispose(): void;
}

/** Which tables are open, so that they stay open when filters change. */
const open = new Set<string>();

/** What a figure is made of. */
export interface Shown {
  readonly chart: Chart;
  /** A sentence about it. */
  readonly about: string;
  /** Undefined where the filters leave nothing. */
  readonly dots: Dots | undefined;
  /** What was not measured, and why. */
  readonly gaps: readonly string[];
}

/** Makes the figure of a chart: what it shows, a link to it, and its table. */
export function figureOf({ chart, about, dots, gaps }: Shown, state: State): Figure {
  const heading = element("h2", { id: `title-${chart.id}` }, [chart.title]);
  const canvas = element("div", { class: "chart" });
  const link = element(
    "a",
    { href: hashOf({ ...state, chart: chart.id }), "aria-label": `Link to the chart ${chart.title}` },
    ["link"],
  );
  const made = element(
    "figure",
    { id: `chart-${chart.id}`, tabindex: "-1", class: state.chart === chart.id ? "chosen" : undefined },
    [element("figcaption", {}, [heading, link, ...(about === "" ? [] : [element("p", {}, [about])])])],
  );
  if (dots === undefined) {
    made.append(element("p", { class: "empty" }, ["Nothing that is chosen was measured here."]));
    return { element: made, draw: () => {}, dispose: () => {} };
  }
  made.append(canvas, tables(chart, dots, gaps));
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${chart.title}. ${describeDots(dots)}`);
  let drawn: ReturnType<typeof init> | undefined;
  return {
    element: made,
    draw(scheme) {
      const width = canvas.clientWidth;
      const { option, height } = drawDots(dots, {
        width,
        scheme,
        scale: state.scale,
        untitled: chart.cases.length === 1,
      });
      canvas.style.height = `${height}px`;
      drawn?.dispose();
      drawn = init(canvas, null, { renderer: "svg", width, height });
      drawn.setOption(option);
    },
    dispose: () => drawn?.dispose(),
  };
}

function tables(chart: Chart, dots: Dots, gaps: readonly string[]): HTMLElement {
  const details = element("details", { open: open.has(chart.id) }, [
    element("summary", {}, [gaps.length === 0 ? "Table" : "Table, and what was not measured"]),
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Table of ${chart.title}` }, [
      tableOf(dots),
    ]),
    ...(gaps.length === 0 ? [] : [gapList(gaps)]),
  ]);
  details.addEventListener("toggle", () => {
    if (details.open) open.add(chart.id);
    else open.delete(chart.id);
  });
  return details;
}

function gapList(gaps: readonly string[]): HTMLElement {
  const lines = gaps.map((gap) => element("li", {}, [gap]));
  return element("div", { class: "quiet" }, ["Not measured:", element("ul", {}, lines)]);
}
