import type { DescribedCase, DescribedContender, DescribedSuite, Failed, Run } from "../results.ts";
import type { RunFile } from "../run-file.ts";
import type { Measured } from "../runner.ts";
import { summarize, type Summary } from "../summary.ts";

/** What the document and the page show of a run: everything described, and a summary of each case of each contender. */
export interface Reported {
  readonly started: string;
  readonly seconds?: number;
  readonly load: readonly number[];
  readonly machine: Run["machine"];
  readonly suites: readonly ReportedSuite[];
  readonly failed: readonly Pick<Failed, "case" | "contender" | "message">[];
}

export interface ReportedSuite {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly cases: readonly DescribedCase[];
  readonly contenders: readonly DescribedContender[];
  /** By case and contender, of what was measured. */
  readonly summaries: Readonly<Record<string, Readonly<Record<string, ReportedSummary>>>>;
}

/** A case of a contender, with what else its best process has measured. */
export interface ReportedSummary extends Summary {
  readonly figures?: Readonly<Record<string, number>>;
}

/** Summarizes a run. */
export function reported({ run, samples, failed, end }: RunFile): Reported {
  const byCase = Map.groupBy(samples, (sample) => sample.case);
  const summaries = ({ cases }: DescribedSuite) =>
    Object.fromEntries(
      cases.map(({ name }) => {
        const byContender = Map.groupBy(byCase.get(name) ?? [], ({ contender }) => contender);
        return [
          name,
          Object.fromEntries([...byContender].map(([contender, its]) => [contender, rounded(withFigures(its))])),
        ];
      }),
    );
  return {
    started: run.started,
    ...(end === undefined ? {} : { seconds: end.seconds }),
    load: run.load,
    machine: run.machine,
    suites: run.suites.map((suite) => ({ ...suite, summaries: summaries(suite) })),
    failed: failed.map(({ case: name, contender, message }) => ({
      case: name,
      contender,
      message: firstLine(message),
    })),
  };
}

/** The summary of a case of a contender, where it was measured. */
export function summaryOf(suite: ReportedSuite, name: string, contender: string): ReportedSummary | undefined {
  return suite.summaries[name]?.[contender];
}

/** Why a contender lacks a case, where it says so. */
export function reasonOf({ missing, without }: DescribedContender, name: string): string | undefined {
  return missing ?? without[name] ?? without[name.split(":")[0]!];
}

function withFigures(samples: readonly Measured[]): ReportedSummary {
  const { figures } = samples.reduce((fastest, each) => (each.best < fastest.best ? each : fastest));
  return { ...summarize(samples), ...(figures === undefined ? {} : { figures }) };
}

/** Six digits are more than any measurement has, and less than a file of it needs. */
function rounded(summary: ReportedSummary): ReportedSummary {
  return JSON.parse(
    JSON.stringify(summary, (_, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(6)) : value)),
  ) as ReportedSummary;
}

/** The first line of a message, without the folders of the machine that it is of. */
function firstLine(text: string): string {
  return text.split("\n")[0]!.replaceAll(/(?:file:\/\/)?\/\S*\/(?=bench\/)/g, "");
}
