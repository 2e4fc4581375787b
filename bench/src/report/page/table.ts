import type { Dots } from "../charts/dots.ts";
import { element } from "./element.ts";

/** A chart as a table: a line for each symbol, with the same figures. */
export function tableOf({ rows, panels }: Dots): HTMLElement {
  const lines = rows.flatMap((_, at) => {
    const names = [
      ...new Set(panels.flatMap(({ dots }) => dots.filter((dot) => dot.row === at).map(({ name }) => name))),
    ];
    return names.map((name) =>
      element("tr", {}, [
        element("th", { scope: "row" }, [name]),
        ...panels.map(({ dots, reading }) => {
          const dot = dots.find((each) => each.row === at && each.name === name);
          return element("td", {}, [dot === undefined ? "–" : reading.format(dot.value)]);
        }),
      ]),
    );
  });
  const head = [element("td"), ...panels.map(({ title }) => element("th", { scope: "col" }, [title]))];
  return element("table", {}, [element("thead", {}, [element("tr", {}, head)]), element("tbody", {}, lines)]);
}
