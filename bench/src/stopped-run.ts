import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/root.ts";
import { machine, type Machine } from "./machine.ts";
import { machineDifferences } from "./machine-differences.ts";
import { dropTornLine, readRun } from "./run-file.ts";
import type { Suite } from "./suites/suite.ts";

/** The machine, with the libraries that these suites measure; one that was not built is an error. */
export function machineFor(suites: readonly Suite[]): Machine {
  const libraries = [...new Set(suites.flatMap((suite) => suite.libraries))];
  const absent = libraries.find((library) => !existsSync(library));
  if (absent !== undefined) throw new Error(`${path.relative(root, absent)} is missing: leave out --no-build`);
  return machine(libraries);
}

/** Makes the file of a run that was stopped ready for more lines, where the same is there to be measured as before. */
export function goOnWith(file: string, suites: readonly Suite[]): void {
  const different = machineDifferences(readRun(file).run.machine, machineFor(suites));
  if (different.length > 0) {
    throw new Error(
      `${path.relative(root, file)} cannot go on, because its samples would not compare with new ones:\n  ${different.join("\n  ")}`,
    );
  }
  dropTornLine(file);
}
