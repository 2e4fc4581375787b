// The page of a run: reads what was chosen of its address, draws it, and writes what is chosen then into its address.
import { chartOfCase, dotsOf, headlines } from "../charts/charts.ts";
import type { SchemeName } from "../charts/scheme.ts";
import { gapsOf } from "../gaps.ts";
import type { Reported } from "../reported.ts";
import { controls } from "./controls.ts";
import { figureOf, type Figure, type Shown } from "./figure.ts";
import { hashOf, overview, stateOf, type State } from "./state.ts";

const report = JSON.parse(document.querySelector("#report")!.textContent) as Reported;
const filters = document.querySelector("#filters")!;
const charts = document.querySelector<HTMLElement>("#charts")!;
const dark = matchMedia("(prefers-color-scheme: dark)");

let figures: Figure[] = [];

show(stateOf(location.hash, report));
addEventListener("hashchange", () => show(stateOf(location.hash, report)));
dark.addEventListener("change", draw);

let width = charts.clientWidth;
new ResizeObserver(() => {
  if (charts.clientWidth === width) return;
  width = charts.clientWidth;
  draw();
}).observe(charts);

function show(state: State): void {
  const focused = document.activeElement?.id ?? "";
  filters.replaceChildren(...controls(report, state, choose));
  for (const figure of figures) figure.dispose();
  figures = shownOf(state).map((shown) => figureOf(shown, state));
  charts.classList.toggle("wide", state.suite === overview || figures.length === 1);
  charts.replaceChildren(...figures.map(({ element }) => element));
  draw();
  // The control that was used is a new one now.
  if (focused !== "") document.querySelector<HTMLElement>(`[id="${focused}"]`)?.focus();
  const led = state.chart === undefined ? null : document.querySelector<HTMLElement>(`[id="chart-${state.chart}"]`);
  led?.scrollIntoView();
  led?.focus({ preventScroll: true });
}

function choose(state: State): void {
  history.replaceState(null, "", hashOf(state));
  show(state);
}

function draw(): void {
  const scheme: SchemeName = dark.matches ? "dark" : "light";
  for (const figure of figures) figure.draw(scheme);
}

/** The charts of what is chosen. */
function shownOf({ suite: name, case: only, hidden }: State): Shown[] {
  const selection = { kinds: (kind: string) => !hidden.has(kind), places: (place: string) => !hidden.has(place) };
  const suite = report.suites.find((each) => each.name === name);
  if (suite === undefined) {
    return headlines.map((chart) => {
      const about = report.suites.find((each) => each.name === chart.suite)?.about ?? "";
      return { chart, about, dots: dotsOf(chart, report, selection), gaps: [] };
    });
  }
  return suite.cases
    .filter((each) => only === undefined || each.name === only)
    .map((each) => {
      const chart = chartOfCase(name, each);
      return { chart, about: each.about, dots: dotsOf(chart, report, selection), gaps: gapsOf(report, suite, [each]) };
    });
}
