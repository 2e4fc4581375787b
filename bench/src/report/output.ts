import { parseRun } from "../run-file.ts";
import { everything } from "./charts/by-kind.ts";
import { chartOf, dotsOf, headlines } from "./charts/charts.ts";
import { describeDots } from "./charts/describe.ts";
import { drawDots } from "./charts/dots.ts";
import type { SchemeName } from "./charts/scheme.ts";
import { svgOf } from "./charts/svg.ts";
import { documentOf } from "./markdown/document.ts";
import { pageHtml, pageScript } from "./page.ts";
import { reported } from "./reported.ts";

/** The text of a result file. */
export interface Input {
  readonly name: string;
  readonly text: string;
}

/** Where charts in a document are wide enough for a page of GitHub. */
const width = 880;

/** Everything that is made of a run: texts of files by their paths in the documents. The same input gives the same bytes. */
export async function outputOf(run: Input, strict: Input | undefined): Promise<Map<string, string>> {
  const file = parseRun(run.text);
  const report = reported(file);
  const inputs = [run, ...(strict === undefined ? [] : [strict])];
  const charts = [...headlines, ...report.suites.map(chartOf)].flatMap((chart) => {
    const dots = dotsOf(chart, report, everything);
    if (dots === undefined) return [];
    return (["light", "dark"] as const satisfies readonly SchemeName[]).map((scheme): [string, string] => {
      const drawing = { width, scheme, scale: "log" } as const;
      const words = { title: chart.title, description: describeDots(dots) };
      return [`benchmarks/${chart.id}-${scheme}.svg`, svgOf(drawDots(dots, drawing), drawing, words)];
    });
  });
  const downloads = inputs.map(({ name, text }) => ({ name, bytes: Buffer.byteLength(text) }));
  return new Map([
    ["benchmarks.md", documentOf(file, strict && parseRun(strict.text))],
    ...charts,
    ["benchmarks/index.html", pageHtml(report, downloads)],
    ["benchmarks/page.js", await pageScript()],
    ...inputs.map(({ name, text }): [string, string] => [`benchmarks/${name}`, text]),
  ]);
}
