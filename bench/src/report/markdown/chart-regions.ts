import { everything } from "../charts/by-kind.ts";
import { dotsOf, headlines } from "../charts/charts.ts";
import { describeDots } from "../charts/describe.ts";
import type { Reported } from "../reported.ts";
import { picture } from "./picture.ts";

const region = /<!-- chart: (\S+) -->\n[\s\S]*?<!-- \/chart -->/g;

/**
 * A document of the repository's root with its charts anew. They stand where it says so:
 *
 *   <!-- chart: what-a-call-costs --> … <!-- /chart -->
 */
export function withCharts(markdown: string, report: Reported): string {
  return markdown.replaceAll(region, (_, id: string) => {
    const chart = headlines.find((each) => each.id === id);
    if (chart === undefined)
      throw new Error(`there is no chart ${id}; there are ${headlines.map((each) => each.id).join(", ")}`);
    const dots = dotsOf(chart, report, everything);
    const shown = dots === undefined ? "" : `${picture(chart, describeDots(dots), "docs/benchmarks/")}\n\n`;
    return `<!-- chart: ${id} -->\n\n${shown}<!-- /chart -->`;
  });
}
