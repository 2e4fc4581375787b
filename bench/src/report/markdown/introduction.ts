import { code } from "../../../../docs/markdown-table.ts";
import type { RunFile } from "../../run-file.ts";
import type { Reported } from "../reported.ts";

/** What was measured, where, when and with what. */
export function introduction({ machine, started, seconds, load, suites }: Reported, run: RunFile): string {
  const { cpu, cores, memory, kernel, libc, governor, turbo, versions, git } = machine;
  const cases = suites.reduce((sum, suite) => sum + suite.cases.length, 0);
  const contenders = new Set(suites.flatMap((suite) => suite.contenders.map(({ kind }) => kind))).size;
  const took =
    seconds === undefined ? "It was stopped before its end." : `It took ${Math.round(seconds / 60)} minutes.`;
  const ended = run.end === undefined ? "" : ` to ${list(run.end.load)}`;
  return [
    "# Benchmarks",
    `What it costs to call Go from JavaScript: through topher, through what people write by hand, and without Go. ${suites.length} suites, ${cases} cases, \
${contenders} kinds of contenders, ${run.samples.length.toLocaleString("en-US")} processes, each of which checked its results before it measured. Figures of one \
machine on one day: ratios travel better than times.`,
    "[The same as a page](benchmarks/index.html), to be opened in a browser from a checkout: with filters, linear and logarithmic scales, a table for each chart, and \
the raw file.",
    [
      `- **Machine:** ${cpu}, ${cores} ${cores === 1 ? "core" : "cores"}, ${(memory / 2 ** 30).toFixed(1)} GiB; ${kernel}, ${libc}; clock governor ${governor}, turbo ${turbo}`,
      `- **Versions:** ${Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(", ")}`,
      `- **Revision:** ${code(git.revision.slice(0, 12))}${git.changed ? ", with changes that were not committed" : ""}`,
      `- **Run:** began at ${started.replace("T", " ").replace(/\.\d+Z$/, " UTC")}. ${took} Load average ${list(load)}${ended}.`,
      ...run.cuts.map(({ why }) => `- **Cut short:** ${why}`),
    ].join("\n"),
  ].join("\n\n");
}

function list(load: readonly number[]): string {
  return load.map((each) => each.toFixed(2)).join(", ");
}
