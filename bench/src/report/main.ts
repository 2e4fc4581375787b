// npm run bench:report: makes docs/benchmarks.md, its charts, its page and the charts of README.md of the saved run. With a run's file or name, the same of that run
// into a folder beside its file.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { root } from "../../../scripts/root.ts";
import { findRun, parseRun } from "../run-file.ts";
import { withCharts } from "./markdown/chart-regions.ts";
import { outputOf } from "./output.ts";
import { reported } from "./reported.ts";
import { inputOf, savedInputs } from "./saved.ts";

const [given] = process.argv.slice(2);
const file = given === undefined ? undefined : findRun(given);
const into = file === undefined ? path.join(root, "docs") : file.replace(/\.jsonl$/, "");
const inputs =
  file === undefined ? savedInputs() : ([inputOf(file)!, undefined] satisfies ReturnType<typeof savedInputs>);
if (inputs === undefined) throw new Error("there is no saved run: npm run bench -- --save full");
const output = await outputOf(...inputs);
removeOthers(path.join(into, "benchmarks"));
for (const [name, text] of output) {
  mkdirSync(path.dirname(path.join(into, name)), { recursive: true });
  writeFileSync(path.join(into, name), text);
}
if (file === undefined) {
  const readme = path.join(root, "README.md");
  writeFileSync(readme, withCharts(readFileSync(readme, "utf8"), reported(parseRun(inputs[0].text))));
}
console.log(`${output.size} files of ${inputs[0].name} are in ${path.relative(root, into)}`);

/** Removes what an earlier run had and this one has not. */
function removeOthers(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (!output.has(`benchmarks/${name}`)) rmSync(path.join(folder, name));
  }
}
