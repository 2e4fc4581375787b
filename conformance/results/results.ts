// What is kept of the long forms: a file for each command.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Machine } from "../../bench/src/machine.ts";
import { commands } from "../stress/programs.ts";
import type { Row } from "./row.ts";

/** The commands whose results are kept. */
export const kept = [...commands, "instruments"] as const;

/** A command whose results are kept. */
export type Kept = (typeof kept)[number];

/** The file of a command. */
export interface Results {
  /** Where the last run was made. */
  readonly machine: Machine;
  readonly rows: readonly Row[];
}

/** The folder of the results. */
export const resultsFolder: string = import.meta.dirname;

/** Where the results of a command are. */
export function fileOf(command: Kept): string {
  return path.join(resultsFolder, `${command}.json`);
}

/** The results of a command; undefined where it has not been run. */
export function readResults(command: Kept): Results | undefined {
  const file = fileOf(command);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Results) : undefined;
}

/** Puts new rows in the place of old ones of the same program and runtime, in the order of programs and then of runtimes. */
export function merged(old: readonly Row[], rows: readonly Row[], order: readonly string[]): Row[] {
  const key = ({ program, runtime }: Row): string => `${program}|${runtime}`;
  const fresh = new Set(rows.map(key));
  const place = (row: Row): number => order.indexOf(nameIn(row));
  return [...old.filter((row) => !fresh.has(key(row))), ...rows].toSorted(
    (a, b) => place(a) - place(b) || a.program.localeCompare(b.program) || a.runtime.localeCompare(b.runtime),
  );
}

/** The name of the program or tool that a row is of: what stands before a control's variant or a tool's target. */
export function nameIn({ program }: Row): string {
  return /^[^,:]+/.exec(program)![0];
}
