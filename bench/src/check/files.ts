import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { readRun, resultsFolder } from "../run-file.ts";

const prefix = "strict-";

/** The file of a trial that began at this time. */
export function trialFile(started: string): string {
  return path.join(resultsFolder, `${prefix}${started.replaceAll(/[:.]/g, "-")}.jsonl`);
}

/** The newest trial that was stopped. */
export function newestTrial(): string {
  const names = existsSync(resultsFolder) ? readdirSync(resultsFolder) : [];
  const found = names
    .filter((name) => name.startsWith(prefix))
    .toSorted()
    .toReversed()
    .map((name) => path.join(resultsFolder, name))
    .find((file) => readRun(file).end === undefined);
  if (found === undefined) throw new Error("there is no unfinished trial in bench/results");
  return found;
}
