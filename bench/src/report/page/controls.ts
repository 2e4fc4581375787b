import { kinds } from "../../kinds.ts";
import { chartOfCase } from "../charts/charts.ts";
import { labelOf, placeOf, places, type Place } from "../charts/marks.ts";
import { scales } from "../charts/scale.ts";
import type { Reported, ReportedSuite } from "../reported.ts";
import { element } from "./element.ts";
import { overview, type State } from "./state.ts";

/** Makes the controls for what is chosen; `choose` hears of each change. */
export function controls(report: Reported, state: State, choose: (state: State) => void): HTMLElement[] {
  const { chart: _, ...rest } = state;
  const shown = report.suites.filter(({ name }) => state.suite === overview || name === state.suite);
  const suites = [
    { name: overview, title: "Overview" },
    ...report.suites.map(({ name, title }) => ({ name, title: title.split(":")[0]! })),
  ];
  const toggle = (name: string, on: boolean) => {
    const hidden = new Set(state.hidden);
    if (on) hidden.delete(name);
    else hidden.add(name);
    choose({ ...rest, hidden });
  };
  const boxes = (legend: string, all: readonly { name: string; title: string }[]) =>
    group(legend, [
      ...all.map(({ name, title }) =>
        option("checkbox", name, name, title, !state.hidden.has(name), (on) => toggle(name, on)),
      ),
      ...[true, false].map((on) =>
        button(
          `${legend.toLowerCase()}-${on ? "all" : "none"}`,
          on ? "all" : "none",
          `${on ? "all" : "none"} of the ${legend.toLowerCase()}`,
          () => {
            const names = all.map(({ name }) => name);
            const hidden = [...state.hidden].filter((name) => !names.includes(name));
            choose({ ...rest, hidden: new Set(on ? hidden : [...hidden, ...names]) });
          },
        ),
      ),
    ]);
  return [
    group(
      "Suite",
      suites.map(({ name, title }) =>
        option("radio", "suite", name, title, state.suite === name, () =>
          choose({ suite: name, hidden: state.hidden, scale: state.scale }),
        ),
      ),
    ),
    ...(state.suite === overview ? [] : [caseChoice(shown[0]!, state, choose)]),
    boxes("Runtimes", placesOf(shown)),
    boxes("Contenders", kindsOf(shown)),
    group(
      "Scale",
      scales.map((scale) =>
        option("radio", "scale", scale, scaleTitles[scale], state.scale === scale, () => choose({ ...rest, scale })),
      ),
    ),
  ];
}

const scaleTitles = { log: "logarithmic", linear: "linear" } as const;

function caseChoice(suite: ReportedSuite, state: State, choose: (state: State) => void): HTMLElement {
  const { case: only, chart: _, ...rest } = state;
  const select = element("select", { id: "case" }, [
    element("option", { value: "", selected: only === undefined }, ["all of the suite"]),
    ...suite.cases.map((each) =>
      element("option", { value: each.name, selected: each.name === only }, [chartOfCase(suite.name, each).title]),
    ),
  ]);
  select.addEventListener("change", () => choose(select.value === "" ? rest : { ...rest, case: select.value }));
  return element("div", { class: "group" }, [element("label", { class: "legend", for: "case" }, ["Case"]), select]);
}

function group(legend: string, children: readonly Node[]): HTMLElement {
  return element("fieldset", { class: "group" }, [element("legend", { class: "legend" }, [legend]), ...children]);
}

function option(
  type: "radio" | "checkbox",
  name: string,
  value: string,
  title: string,
  checked: boolean,
  change: (on: boolean) => void,
): HTMLElement {
  const input = element("input", { type, name, value, id: `${name}-${value}` });
  input.checked = checked;
  input.addEventListener("change", () => change(input.checked));
  return element("label", { class: "option" }, [input, title]);
}

function button(id: string, title: string, label: string, press: () => void): HTMLElement {
  const made = element("button", { type: "button", id, "aria-label": label }, [title]);
  made.addEventListener("click", press);
  return made;
}

/** The runtimes that some suites have, in the order of the marks. */
function placesOf(suites: readonly ReportedSuite[]): { name: string; title: string }[] {
  const there = new Set(suites.flatMap(({ contenders }) => contenders.map(({ runtime }) => placeOf(runtime))));
  return (Object.keys(places) as Place[])
    .filter((name) => there.has(name))
    .map((name) => ({ name, title: places[name].title }));
}

/** The kinds that some suites have, in the order of the table of kinds. */
function kindsOf(suites: readonly ReportedSuite[]): { name: string; title: string }[] {
  const there = new Set(suites.flatMap(({ contenders }) => contenders.map(({ kind }) => kind)));
  return Object.keys(kinds)
    .filter((name) => there.has(name))
    .map((name) => ({ name, title: labelOf(name) }));
}
