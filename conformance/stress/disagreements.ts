// Whether the runtimes saw the same.
import { commandOf, endedWell, type Result } from "./job.ts";

/**
 * A failure for each program whose `digest` is not the same in all runtimes that ran it with the same seed. It names the commands that write
 * what each of the two has seen.
 */
export function disagreements(results: readonly Result[]): string[] {
  const withDigest = results.filter((result) => endedWell(result) && result.figures!["digest"] !== undefined);
  const groups = Map.groupBy(withDigest, ({ job }) => `${job.program.name}, seed ${job.seed}`);
  return [...groups].flatMap(([title, group]) => {
    const first = group[0]!;
    const other = group.find(({ figures }) => figures!["digest"] !== first.figures!["digest"]);
    if (other === undefined) return [];
    const digests = group.map(({ job, figures }) => `  ${job.runtime.title}: ${figures!["digest"]}`);
    const files = [first, other].map(({ job }) => `/tmp/${job.program.name}-${job.runtime.name}.txt`);
    return [
      [
        `${title}: the runtimes disagree`,
        ...digests,
        "(see where:",
        ...[first, other].map(({ job }, i) => `  ${commandOf(job, "--outcomes", files[i]!)}`),
        `  diff ${files.join(" ")} | head)`,
      ].join("\n"),
    ];
  });
}
