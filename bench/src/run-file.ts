// A run's file: written line by line as things are found, so that whatever stops a run takes no more than the last line.
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/root.ts";
import type { Counts, Cut, End, Failed, Line, Run, TriedBound } from "./results.ts";
import type { Measured } from "./runner.ts";

/** Where runs are kept. */
export const resultsFolder: string = path.join(root, "bench", "results");

/** Where those are that Git keeps. */
export const savedFolder: string = path.join(resultsFolder, "saved");

const extension = ".jsonl";

/** What a run's file holds. */
export interface RunFile {
  readonly run: Run;
  readonly samples: readonly Measured[];
  readonly failed: readonly Failed[];
  readonly cuts: readonly Cut[];
  readonly counts: readonly Counts[];
  readonly verdicts: readonly TriedBound[];
  /** Absent where the run was stopped. */
  readonly end?: End;
}

/** The file of a run that began at this time. */
export function fileOf(started: string): string {
  return path.join(resultsFolder, `${started.replaceAll(/[:.]/g, "-")}${extension}`);
}

/** Adds a line. */
export function appendLine(file: string, line: Line): void {
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

/** Copies a run to where Git keeps it, if it has got a name, and gives the file that stays. */
export function keepAs(file: string, name: string | undefined): string {
  if (name === undefined) return file;
  mkdirSync(savedFolder, { recursive: true });
  const kept = path.join(savedFolder, `${name}${extension}`);
  copyFileSync(file, kept);
  return kept;
}

/** Reads a run, which may have been stopped. */
export function readRun(file: string): RunFile {
  try {
    return parseRun(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} is no run: ${(error as Error).message}`, { cause: error });
  }
}

/** Takes off what was being written when a run was stopped, so that lines can be added. */
export function dropTornLine(file: string): void {
  truncateSync(file, Buffer.byteLength(wholeLines(readFileSync(file, "utf8"))));
}

/** What a text of lines holds; a last line that has no end is not there. */
export function parseRun(text: string): RunFile {
  const lines = wholeLines(text)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
  const of = <Kind extends Line["line"]>(kind: Kind) =>
    lines.filter((line): line is Extract<Line, { line: Kind }> => line.line === kind);
  const [run] = of("run");
  if (run === undefined) throw new Error("its first line does not say what was measured");
  if (run.format !== 2) throw new Error(`its format is ${String(run.format)}, and 2 is what is read`);
  const [end] = of("end");
  return {
    run,
    samples: of("sample"),
    failed: of("failed"),
    cuts: of("cut"),
    counts: of("counts"),
    verdicts: of("verdict"),
    ...(end === undefined ? {} : { end }),
  };
}

/** A run by its path, or by its name among the results or the saved ones. */
export function findRun(name: string): string {
  const base = path.basename(name, extension) + extension;
  const places = [path.resolve(name), path.join(resultsFolder, base), path.join(savedFolder, base)];
  const found = places.find((file) => file.endsWith(extension) && existsSync(file));
  if (found === undefined) throw new Error(`there is no run ${name} in bench/results or bench/results/saved`);
  return found;
}

/** The newest run that was stopped; files with other names than theirs are of other commands. */
export function newestUnfinished(): string {
  const names = existsSync(resultsFolder) ? readdirSync(resultsFolder) : [];
  const files = names
    .filter((name) => /^\d{4}-/.test(name) && name.endsWith(extension))
    .toSorted()
    .toReversed()
    .map((name) => path.join(resultsFolder, name));
  const found = files.find((file) => isUnfinished(file));
  if (found === undefined) throw new Error("there is no unfinished run in bench/results");
  return found;
}

function isUnfinished(file: string): boolean {
  try {
    return readRun(file).end === undefined;
  } catch {
    return false; // it was stopped before its first line, or is of another format
  }
}

function wholeLines(text: string): string {
  return text.slice(0, text.lastIndexOf("\n") + 1);
}
