import type { RunFile } from "../run-file.ts";

/** A run as the text of its file. */
export function textOf({ run, samples, failed, cuts, counts, verdicts, end }: RunFile): string {
  const lines = [
    { line: "run", ...run },
    ...samples.map((each) => ({ line: "sample", ...each })),
    ...failed.map((each) => ({ line: "failed", ...each })),
    ...cuts.map((each) => ({ line: "cut", ...each })),
    ...counts.map((each) => ({ line: "counts", ...each })),
    ...verdicts.map((each) => ({ line: "verdict", ...each })),
    ...(end === undefined ? [] : [{ line: "end", ...end }]),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}
