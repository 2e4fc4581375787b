import type { RunFile } from "../../run-file.ts";
import { chartOf, dotsOf, headlines } from "../charts/charts.ts";
import { everything } from "../charts/by-kind.ts";
import { describeDots } from "../charts/describe.ts";
import { reported, type Reported } from "../reported.ts";
import { boundsSection } from "./bounds-section.ts";
import { countsSection } from "./counts-section.ts";
import { introduction } from "./introduction.ts";
import { javascriptWins } from "./javascript-wins.ts";
import { picture } from "./picture.ts";
import { suiteSection } from "./suite-section.ts";

/** The document of a run; `strict` is the run whose bounds and counts it shows, where that is another one. */
export function documentOf(run: RunFile, strict: RunFile | undefined): string {
  const report = reported(run);
  const parts = [
    introduction(report, run),
    ...headlines.map((chart) => {
      const dots = dotsOf(chart, report, everything);
      return dots && [`## ${chart.title}`, picture(chart, describeDots(dots), "benchmarks/")].join("\n\n");
    }),
    javascriptWins(report),
    ...report.suites.map((suite) => {
      const chart = chartOf(suite);
      return suiteSection(report, suite, dotsOf(chart, report, everything));
    }),
    countsSection(report, [...run.counts, ...(strict?.counts ?? [])]),
    boundsSection(known(report, strict), strict ?? run),
    method,
  ];
  return `<!-- report: all of this, by npm run bench:report -->\n\n${parts.filter((part) => part !== undefined).join("\n\n")}\n\n<!-- /report -->\n`;
}

/** A bound's contenders and cases may be of a run that measures more. */
function known(report: Reported, strict: RunFile | undefined): Reported {
  return strict === undefined ? report : { ...report, suites: [...report.suites, ...reported(strict).suites] };
}

const method = `## Method

Each figure is the best of many processes, because noise only ever adds time. A process checks that the results are the expected ones before it
measures anything. [bench/README.md](../bench/README.md) says what a figure means, what is compared with what, and how to repeat all of
this; \`npm run bench:report -- FILE\` makes this document and its charts of any run.`;
