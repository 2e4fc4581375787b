// What many runs come to: a row for each program and runtime.
import { runtimeVersion } from "../../scripts/runtimes.ts";
import type { Row } from "../results/row.ts";
import { endedWell, isFailure, nameOf, type Result } from "./job.ts";

/** Puts the runs of a program in a runtime together; the figures are those of the last one that ended well. */
export function rowsOf(results: readonly Result[]): Row[] {
  const date = new Date().toISOString();
  const groups = Map.groupBy(results, ({ job }) => `${job.runtime.name} ${nameOf(job)}`);
  return [...groups.values()].map((group): Row => {
    const { job } = group[0]!;
    const found = group.filter((result) => !endedWell(result)).length;
    return {
      program: job.control === undefined ? job.program.name : `${job.program.name}, ${job.control.variant}`,
      runtime: job.runtime.title,
      version: runtimeVersion(job.runtime),
      date,
      seeds: group.map((result) => result.job.seed),
      runs: group.length,
      failures: group.filter(isFailure).length,
      seconds: Math.round(group.reduce((sum, { seconds }) => sum + seconds, 0)),
      figures: {
        ...(job.control !== undefined && { "runs in which it was found": found }),
        ...group.findLast(endedWell)?.figures,
      },
    };
  });
}
