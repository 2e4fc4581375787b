// Writes what the long forms found: a file for each command, the curves with their pictures, and README.md over all of them.
import { copyFileSync, globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { machine, type Machine } from "../../bench/src/machine.ts";
import { root } from "../../scripts/root.ts";
import { run } from "../../scripts/run.ts";
import { runtimes } from "../../scripts/runtimes.ts";
import { programs } from "../stress/programs.ts";
import { tools } from "../stress/tools.ts";
import { describeCurve, drawCurve, parseTable } from "./picture.ts";
import { readme, type Picture } from "./readme.ts";
import { fileOf, kept, merged, readResults, resultsFolder, type Kept, type Results } from "./results.ts";
import type { Row } from "./row.ts";

/** What a run of a command gave. */
export interface Outcome {
  /** As it was when the run began. */
  readonly machine: Machine;
  readonly rows: readonly Row[];
  /** Files named after program and runtime. */
  readonly curves: readonly string[];
}

/** The machine with the libraries that are run, before a run begins. */
export function machineNow(): Machine {
  const libraries = globSync(["dist/*.so", "dist/door2/**/*.so"], { cwd: root }).toSorted();
  return machine(libraries.map((file) => path.join(root, file)));
}

/** Keeps rows of a command, and curves. */
export async function writeResults(command: Kept, { machine, rows, curves }: Outcome): Promise<void> {
  const order = [...programs, ...tools].map(({ name }) => name);
  const revision = `${machine.git.revision.slice(0, 12)}${machine.git.changed ? "+" : ""}`;
  const fresh = rows.map((row) => ({ ...row, revision }));
  const results: Results = { machine, rows: merged(readResults(command)?.rows ?? [], fresh, order) };
  writeFileSync(fileOf(command), JSON.stringify(results));
  for (const curve of curves) copyFileSync(curve, path.join(resultsFolder, path.basename(curve)));
  const pictures = draw();
  const all = kept.flatMap((each) => {
    const results = readResults(each);
    return results === undefined ? [] : [[each, results] as const];
  });
  const text = path.join(resultsFolder, "README.md");
  writeFileSync(text, readme(Object.fromEntries(all), pictures));
  await run("results/format", "oxfmt", [text, ...all.map(([each]) => fileOf(each))], { check: true });
}

/** Draws every curve that is kept. */
function draw(): Picture[] {
  return globSync("*.csv", { cwd: resultsFolder })
    .toSorted()
    .map((file) => {
      const name = path.basename(file, ".csv");
      const table = parseTable(readFileSync(path.join(resultsFolder, file), "utf8"));
      const title = titleOf(name);
      for (const scheme of ["light", "dark"] as const) {
        writeFileSync(path.join(resultsFolder, `${name}-${scheme}.svg`), drawCurve(table, title, scheme));
      }
      return { name, title, description: describeCurve(table) };
    });
}

/** `soak, Node 24` of `soak-node24`. */
function titleOf(name: string): string {
  const runtime = runtimes.find((each) => name.endsWith(`-${each.name}`))!;
  return `${name.slice(0, -runtime.name.length - 1)}, ${runtime.title}`;
}
