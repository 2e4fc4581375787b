// The one table of charts: those of the documents, which the page has too.
import type { DescribedCase } from "../../results.ts";
import type { Reported, ReportedSuite } from "../reported.ts";
import { dotsByKind, type Selection } from "./by-kind.ts";
import type { Dots } from "./dots.ts";
import { dotsRelative } from "./relative.ts";

/** A chart of some cases of a suite. */
export interface Chart {
  /** Part of the file's name, and of the address in the page. */
  readonly id: string;
  readonly title: string;
  readonly suite: string;
  readonly cases: readonly string[];
  readonly form: keyof typeof forms;
}

const forms = { "by kind": dotsByKind, relative: dotsRelative } as const;

/** The charts for those who have a minute. */
export const headlines: readonly Chart[] = [
  {
    id: "what-a-call-costs",
    title: "What a call costs",
    suite: "calls",
    cases: ["noop", "add2", "normalize:8"],
    form: "by kind",
  },
  {
    id: "structs-and-text",
    title: "Structs and text",
    suite: "values",
    cases: ["text:1024", "item", "items:1000"],
    form: "by kind",
  },
  {
    id: "workloads",
    title: "The tutorial's workloads, in times of plain JavaScript on its one thread",
    suite: "tutorial",
    cases: [
      "pi:10000000",
      "pi-cores:10000000",
      "shuffle:10000000",
      "shuffle-cores:10000000",
      "dot:100000000",
      "dot-cores:100000000",
    ],
    form: "relative",
  },
];

/** The cases that the chart of a suite shows, where they are not all. */
const shown: Readonly<Record<string, readonly string[]>> = {
  calls: ["noop", "add2", "sum:8", "normalize:8", "normalize:1000", "normalize:1000000"],
  values: ["half", "text:1024", "mixed:1024", "bytes:1048576", "item", "items:1000", "error", "callback:100", "handle"],
};

/** The chart of a whole suite. */
export function chartOf({ name, title, cases }: ReportedSuite): Chart {
  return { id: name, title, suite: name, cases: shown[name] ?? cases.map((each) => each.name), form: "by kind" };
}

/** The chart of one case. */
export function chartOfCase(suite: string, each: DescribedCase): Chart {
  return { id: idOfCase(each), title: each.title, suite, cases: [each.name], form: "by kind" };
}

/** The name of a case, as an address can have it. */
export function idOfCase({ name }: DescribedCase): string {
  return name.replaceAll(":", "-");
}

/** What a chart shows of a run; undefined where nothing of it was measured. */
export function dotsOf(chart: Chart, { suites }: Reported, selection: Selection): Dots | undefined {
  const suite = suites.find(({ name }) => name === chart.suite);
  if (suite === undefined) return undefined;
  const cases = chart.cases.flatMap((name) => suite.cases.filter((each) => each.name === name));
  return forms[chart.form](suite, cases, selection);
}
